package dev.ringdown.auth;

import static dev.ringdown.testing.People.AGENT_ID;
import static dev.ringdown.testing.People.CUSTOMER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.identity.AgentIdentity;
import dev.ringdown.identity.DirectIdentity;
import dev.ringdown.identity.Identity;
import dev.ringdown.identity.Permission;
import dev.ringdown.identity.SuperAdmin;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that others made, each spelling that is about and each that is refused. */
class VoipbinTokensTest {
    private static final UUID CHAT = UUID.fromString("bbbbbbbb-0000-0000-0000-00000000beef");

    private final Verifying verifying = new Verifying();

    /**
     * The two tokens that VoIPBin's own test expects of its code: {@code bin-api-manager/pkg/servicehandler/auth_test.go} of
     * voipbin/monorepo, at 0d93d6f9 and, after it lost its times, at 510b6d0a. Its key has seven bytes.
     */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhZ2VudCI6eyJpZCI6IjZiYzM0MmQwLThhZWQtMTFlZS1hMDdkLTdiYzdmZWU1Y"
                        + "TMzNiIsImN1c3RvbWVyX2lkIjoiNmMwZmYxOTgtOGFlZC0xMWVlLThhMDQtNDc0NTg0OTQ3ZTAzIiwidXNlcm5hbWUiOiIiLCJwYX"
                        + "Nzd29yZF9oYXNoIjoiIiwibmFtZSI6IiIsImRldGFpbCI6IiIsInJpbmdfbWV0aG9kIjoiIiwic3RhdHVzIjoiIiwicGVybWlzc2l"
                        + "vbiI6MCwidGFnX2lkcyI6bnVsbCwiYWRkcmVzc2VzIjpudWxsLCJ0bV9jcmVhdGUiOiIiLCJ0bV91cGRhdGUiOiIiLCJ0bV9kZWxl"
                        + "dGUiOiIifSwiZXhwaXJlIjoiMjAyMy0xMS0xOSAwOToyOToxMS43NjMzMzExMTgifQ.E7PxZxY2R1T-nm-Rs5m-rAiDPZPmr-ySeN"
                        + "LmIKfQP_Y",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhZ2VudCI6eyJpZCI6IjZiYzM0MmQwLThhZWQtMTFlZS1hMDdkLTdiYzdmZWU1Y"
                        + "TMzNiIsImN1c3RvbWVyX2lkIjoiNmMwZmYxOTgtOGFlZC0xMWVlLThhMDQtNDc0NTg0OTQ3ZTAzIiwidXNlcm5hbWUiOiIiLCJwYX"
                        + "Nzd29yZF9oYXNoIjoiIiwibmFtZSI6IiIsImRldGFpbCI6IiIsInJpbmdfbWV0aG9kIjoiIiwic3RhdHVzIjoiIiwicGVybWlzc2l"
                        + "vbiI6MCwidGFnX2lkcyI6bnVsbCwiYWRkcmVzc2VzIjpudWxsfSwiZXhwaXJlIjoiMjAyMy0xMS0xOSAwOToyOToxMS43NjMzMzEx"
                        + "MTgifQ.wfDWIwHRqZvu3JD0Cq-MbFzunJ41SFK3Qc21IQlma8c"
            })
    void theTokenOfVoipbinsOwnTest(String jwt) {
        Instant end = Instant.parse("2023-11-19T09:29:11.763331118Z");

        assertThat(provenAt(end.minusNanos(1), jwt))
                .isEqualTo(new Proof.Accepted(new AgentIdentity(
                        UUID.fromString("6c0ff198-8aed-11ee-8a04-474584947e03"),
                        UUID.fromString("6bc342d0-8aed-11ee-a07d-7bc7fee5a336"),
                        Set.of(),
                        end)));
        assertThat(provenAt(end, jwt)).isEqualTo(new Proof.Refused(false, "the token has expired"));
    }

    @ParameterizedTest
    @CsvSource({
        "expire.today,         2026-11-23T11:15:30.123456Z",
        "expire.no-z,          2026-11-23T11:15:30.123456Z",
        "expire.blank,         2026-11-23T11:15:30.123456Z",
        "expire.no-fraction,   2026-11-23T11:15:30Z",
        "expire.one-digit,     2026-11-23T11:15:30.1Z",
        "expire.nine-digits,   2026-11-23T11:15:30.763331118Z",
        "expire.twelve-digits, 2026-11-23T11:15:30.123456789Z",
        "exp.earlier,          2026-11-23T10:16:40Z",
        "exp.later,            2026-11-23T11:15:30.123456Z",
        "agent.no-type,        2026-11-23T11:15:30.123456Z"
    })
    void anAgentsTokenInEachSpellingOfItsEnd(String name, Instant end) {
        assertThat(identity(name)).isEqualTo(new AgentIdentity(CUSTOMER, AGENT_ID, Set.of(Permission.ADMIN), end));
    }

    @Test
    void aTokenThatHasEndedIsRefused() {
        verifying.assertRefused(VoipbinTokens.named("expire.passed"), "the token has expired");
    }

    @Test
    void aPermissionIsAWholeNumberHoweverItIsWritten() {
        assertThat(identity("permission.0").permissions()).isEmpty();
        assertThat(identity("permission.16").permissions()).containsExactly("agent");
        assertThat(identity("permission.32.0").permissions()).containsExactly("admin");
        assertThat(identity("permission.65535")).isInstanceOf(SuperAdmin.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permission.-1",
                "permission.0.5",
                "permission.32.5",
                "permission.65536",
                "permission.2^63",
                "permission.2^64+32",
                "permission.1e300",
                "permission.text",
                "permission.true",
                "permission.null"
            })
    void aPermissionOutsideItsMaskIsNobodys(String name) {
        verifying.assertRefused(
                VoipbinTokens.named(name),
                "the token's claim agent.permission is missing or wrong (expected: a whole number from 0 to 65535)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct.today", "direct.version-3"})
    void aDirectTokenNamesOneResource(String name) {
        assertThat(visitor(identity(name)).resources()).containsExactly("webchat_session");
        assertThat(visitor(identity(name)).resource()).isEqualTo(CHAT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct.before", "direct.before-odd-id", "direct.before-zero", "direct.version-1"})
    void aDirectTokenOfBeforeThatIsRefused(String name) {
        verifying.assertRefused(
                VoipbinTokens.named(name),
                "the token's claim direct.scope_version is missing or wrong"
                        + " (expected: 2, or auth.jwt.allow-unscoped-direct)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct.version-text", "direct.version-1.5"})
    void aVersionIsAWholeNumber(String name) {
        String refusal = "the token's claim direct.scope_version is missing or wrong"
                + " (expected: a whole number from 0 to 2147483647)";

        verifying.assertRefused(VoipbinTokens.named(name), refusal);
        unscoped().assertRefused(VoipbinTokens.named(name), refusal);
    }

    @ParameterizedTest
    @ValueSource(strings = {"direct.no-id", "direct.zero-id", "direct.odd-id"})
    void aDirectTokenThatShouldNameOneResourceAndDoesNotIsRefusedEverywhere(String name) {
        String refusal = "the token's claim direct.allowed_resource_id is missing or wrong (expected: a UUID)";

        verifying.assertRefused(VoipbinTokens.named(name), refusal);
        unscoped().assertRefused(VoipbinTokens.named(name), refusal);
    }

    @ParameterizedTest
    @CsvSource({"direct.before,", "direct.before-zero,", "direct.version-1, bbbbbbbb-0000-0000-0000-00000000beef"})
    void anOldDirectTokenIsAcceptedWhereThatIsAllowedAndKeepsToAResourceThatItNames(
            String name, @Nullable UUID resource) {
        Proof proof = unscoped().prove(VoipbinTokens.named(name));

        assertThat(proof)
                .isInstanceOfSatisfying(
                        Proof.Accepted.class,
                        accepted -> assertThat(visitor(accepted.identity()).resource())
                                .isEqualTo(resource));
    }

    @Test
    void anOldDirectTokenWithAnOddIdIsRefusedEvenThere() {
        unscoped()
                .assertRefused(
                        VoipbinTokens.named("direct.before-odd-id"),
                        "the token's claim direct.allowed_resource_id is missing or wrong (expected: a UUID)");
    }

    @Test
    void aDelegateIsKnownAndNotAdmitted() {
        assertThat(verifying.prove(VoipbinTokens.named("delegate")))
                .isEqualTo(new Proof.Refused(true, "a delegate token is for the HTTP API, not for this endpoint"));
    }

    private Identity identity(String name) {
        Proof proof = verifying.prove(VoipbinTokens.named(name));
        assertThat(proof).isInstanceOf(Proof.Accepted.class);
        return ((Proof.Accepted) proof).identity();
    }

    private static DirectIdentity visitor(Identity identity) {
        assertThat(identity).isInstanceOf(DirectIdentity.class);
        return (DirectIdentity) identity;
    }

    private static Verifying unscoped() {
        return new Verifying(
                new TokenOptions(Tokens.SECRET, null, Set.of("HS256"), Duration.ofSeconds(30), false, true));
    }

    private static Proof provenAt(Instant now, String jwt) {
        try {
            return new TokenVerifier(
                            new TokenOptions("testkey", null, Set.of("HS256"), Duration.ofSeconds(30), false, false),
                            Clock.fixed(now, ZoneOffset.UTC),
                            new GatewayMetrics(new SimpleMeterRegistry()),
                            System::nanoTime)
                    .prove(new Credential.Token(jwt))
                    .toCompletableFuture()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
