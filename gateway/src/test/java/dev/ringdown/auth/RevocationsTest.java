package dev.ringdown.auth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Identity;
import dev.ringdown.identity.Issue;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.Revocation;
import dev.ringdown.testing.People;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a revocation hits, how long it is kept, and that it is there again. */
class RevocationsTest {
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00.500Z");
    private static final Duration KEEP = Duration.ofHours(1);

    /** Of what is revoked now: a token that is issued in this second may live so long. */
    private static final Instant END = Instant.parse("2026-12-01T11:00:01Z");

    private static final String DIGEST = "ab".repeat(32);
    private static final String AGENT = "{\"agent\":\"" + People.AGENT_ID + "\"}";

    @TempDir
    Path folder;

    private Revocations openedAt(Instant now, int max) throws IOException {
        return Revocations.open(
                folder.resolve("log"), new Revocations.Options(max, KEEP), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static AskedRevocation asked(String json) throws InvalidRevocationException {
        return AskedRevocation.read(json.getBytes(UTF_8));
    }

    private static Identity agentOf(@Nullable Instant issued) {
        return new AgentIdentity(
                People.CUSTOMER,
                People.AGENT_ID,
                Set.of(Permission.AGENT),
                null,
                Issue.ofToken(issued, "token-1", null));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-01T09:59:59Z, true",
        "2026-12-01T10:00:00Z, true",
        "2026-12-01T10:00:01Z, false",
        ", true",
    })
    void withoutATimeAllAreHitThatAreOutInThisSecond(@Nullable Instant issued, boolean hit) throws Exception {
        Revocations revocations = openedAt(NOW, 10);

        revocations.add(asked(AGENT), "support");

        assertThat(revocations.hit(agentOf(issued))).isEqualTo(hit);
    }

    @ParameterizedTest
    @CsvSource({"2026-11-30T23:59:59Z, true", "2026-12-01T00:00:00Z, false"})
    void withATimeThoseAreHitThatWereIssuedEarlier(Instant issued, boolean hit) throws Exception {
        Revocations revocations = openedAt(NOW, 10);

        revocations.add(
                asked("{\"agent\":\"" + People.AGENT_ID + "\",\"before\":\"2026-12-01T01:00:00+01:00\"}"), "support");

        assertThat(revocations.hit(agentOf(issued))).isEqualTo(hit);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"customer\":\"5013BC52-da9a-11ee-844f-2fa34248de28\"}",
                "{\"token\":\"token-1\"}",
                "{\"direct\":\"D1\"}"
            })
    void everyKindNamesAToken(String json) throws Exception {
        Revocations revocations = openedAt(NOW, 10);
        Identity visitor = new DirectIdentity(
                People.CUSTOMER, "token-1", Set.of(), null, null, Issue.ofToken(null, "token-1", "d1"));
        Identity other = new DirectIdentity(
                People.OTHER_CUSTOMER, "token-2", Set.of(), null, null, Issue.ofToken(null, "token-2", "d2"));

        revocations.add(asked(json), "support");

        assertThat(revocations.hit(visitor)).isTrue();
        assertThat(revocations.hit(other)).isFalse();
    }

    @Test
    void anAccessKeyIsRevokedUntilThatIsTakenBack() throws Exception {
        Identity program = new AccessKeyIdentity(People.CUSTOMER, "wallboard", null, Issue.ofKey(DIGEST));
        Revocation revocation = requireNonNull(
                openedAt(NOW, 10).add(asked("{\"accesskey\":\"" + DIGEST.toUpperCase(Locale.ROOT) + "\"}"), "support"));

        Revocations yearsLater = openedAt(NOW.plus(Duration.ofDays(9999)), 10);

        assertThat(yearsLater.hit(program)).isTrue();
        assertThat(yearsLater.remove(revocation.id())).isEqualTo(revocation);
        assertThat(yearsLater.hit(program)).isFalse();
        assertThat(openedAt(NOW, 10).all()).isEmpty();
    }

    @Test
    void thatOfTokensIsKeptAsLongAsTheyMayLive() throws Exception {
        Revocation revocation =
                openedAt(NOW, 10).add(asked("{\"token\":\"token-1\",\"reason\":\"stolen\"}"), "support");

        assertThat(openedAt(END.minusMillis(1), 10).all()).containsExactly(revocation);
        assertThat(openedAt(END.minusMillis(1), 10).hit(agentOf(null))).isTrue();
        assertThat(openedAt(END, 10).hit(agentOf(null))).isFalse();
        assertThat(openedAt(END, 10).all()).isEmpty();
    }

    @Test
    void oneMoreThanMayBeKeptIsRefusedUntilOneHasEnded() throws Exception {
        openedAt(NOW, 1).add(asked(AGENT), "support");

        assertThat(openedAt(NOW, 1).add(asked("{\"token\":\"t\"}"), "support")).isNull();
        assertThat(openedAt(END, 1).add(asked("{\"token\":\"t\"}"), "support")).isNotNull();
    }

    @Test
    void whatCannotBeKeptDoesNotHold() throws Exception {
        Files.writeString(folder.resolve("log"), "a file where a folder should be");
        Revocations revocations = openedAt(NOW, 10);

        assertThatThrownBy(() -> revocations.add(asked(AGENT), "support")).isInstanceOf(IOException.class);

        assertThat(revocations.hit(agentOf(null))).isFalse();
        assertThat(revocations.all()).isEmpty();
    }

    @Test
    void aFileThatSomebodyHasChangedLetsNobodyIn() throws Exception {
        openedAt(NOW, 10).add(asked(AGENT), "support");
        Path file = folder.resolve("log/revocations/revocations.jsonl");
        Files.writeString(file, Files.readString(file) + "{\"agent\":\n");

        assertThatThrownBy(() -> openedAt(NOW, 10))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("revocations.jsonl, line 2: ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[]                                       | JSON: something else",
                "{}                                       | members: 0 that say whose",
                "{\"agent\":1}                            | agent: not a text",
                "{\"agent\":\"x\"}                        | agent: x (expected: a UUID)",
                "{\"accesskey\":\"abc\"}                  | expected: the SHA-256 of the key",
                "{\"token\":\"\"}                         | expected: 1 to 256 characters",
                "{\"token\":\"t\",\"direct\":\"d\"}       | members: 2 that say whose",
                "{\"token\":\"t\",\"token\":\"u\"}        | there twice",
                "{\"token\":\"t\",\"befor\":\"x\"}        | members: befor",
                "{\"token\":\"t\",\"before\":\"today\"}   | before: today (expected: a time such as",
                "{\"token\":\"t\"} x                      | JSON: not whole",
                "{\"token\":\"t\"                         | JSON: not whole",
            })
    void whatCannotBeUnderstoodIsRefused(String json, String fault) {
        assertThatThrownBy(() -> asked(json))
                .isInstanceOf(InvalidRevocationException.class)
                .hasMessageContaining(fault);
    }
}
