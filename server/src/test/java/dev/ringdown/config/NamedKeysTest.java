package dev.ringdown.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.webhook.Webhook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys under a name that the operator chooses. */
class NamedKeysTest {
    private static final String PBX = "key-of-the-pbx-1";
    private static final String CRM = "key-of-the-crm-1";
    private static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";

    @TempDir
    Path folder = Path.of("");

    @Test
    void publishersMayStandInEverySource() throws IOException {
        Path file = Files.writeString(folder.resolve("r.conf"), "publish.keys { pbx = " + PBX + ", crm = x }");

        assertThat(new Reading()
                        .file(file)
                        .variable("RINGDOWN_PUBLISH_KEYS_CRM", CRM)
                        .variable("RINGDOWN_PUBLISH_KEYS_NIGHT_SHIFT", "key-of-the-night-shift")
                        .set("publish.keys.b2=key-of-the-second-b")
                        .tree()
                        .source()
                        .publisherKeys())
                .containsOnly(
                        entry("pbx", PBX),
                        entry("crm", CRM),
                        entry("night-shift", "key-of-the-night-shift"),
                        entry("b2", "key-of-the-second-b"));
    }

    @Test
    void operatorsHaveKeysOfTheirOwn() {
        RingdownConfig config = new Reading()
                .variable("RINGDOWN_ADMIN_KEYS_NIGHT_SHIFT", PBX)
                .set("admin.keys.support=" + CRM)
                .tree();

        assertThat(config.admin().keys()).containsOnly(entry("night-shift", PBX), entry("support", CRM));
        assertThat(config.source().publisherKeys()).isEmpty();
    }

    @Test
    void anOperatorsKeyIsAsLongAsAPublishers() {
        new Reading()
                .set("admin.keys.support=123456789012345")
                .assertFaults("admin.keys.support: … (expected: a text of at least 16 characters), from --set");
        new Reading()
                .set("admin.keys.a_b=" + PBX)
                .assertFaults("admin.keys.a_b: unknown key (expected: admin.keys.<name>, a name of 1 to 64 of a-z 0-9"
                        + " -), from --set");
    }

    @Test
    void anAccessKeyIsAKeyACustomerAndMaybeAnEnd() {
        assertThat(new Reading()
                        .variable("RINGDOWN_AUTH_ACCESS_KEYS_WALL_BOARD_KEY", PBX)
                        .variable("RINGDOWN_AUTH_ACCESS_KEYS_WALL_BOARD_CUSTOMER", CUSTOMER)
                        .set("auth.access-keys.wall-board.expires=2027-01-01T00:00:00Z")
                        .set("auth.access-keys.report.key=" + CRM)
                        .set("auth.access-keys.report.customer=" + CUSTOMER)
                        .tree()
                        .auth()
                        .accessKeys())
                .containsExactly(
                        new AccessKeys.Entry("report", AccessKeys.sha256Of(CRM), UUID.fromString(CUSTOMER), null),
                        new AccessKeys.Entry(
                                "wall-board",
                                AccessKeys.sha256Of(PBX),
                                UUID.fromString(CUSTOMER),
                                Instant.parse("2027-01-01T00:00:00Z")));
    }

    @Test
    void aWebhookIsACustomerAndItsSecret() {
        assertThat(new Reading()
                        .variable("RINGDOWN_SOURCE_WEBHOOKS_MAIN_OFFICE_SECRET", PBX)
                        .set("source.webhooks.main-office.customer=" + CUSTOMER)
                        .tree()
                        .source()
                        .webhooks())
                .containsExactly(new Webhook("main-office", UUID.fromString(CUSTOMER), PBX));
        new Reading()
                .set("source.webhooks.a.customer=" + CUSTOMER)
                .set("source.webhooks.b.secret=123456789012345")
                .assertFaults(
                        "source.webhooks.a.secret: missing (expected: a text of at least 16 characters), from the"
                                + " default",
                        "source.webhooks.b.customer: missing (expected: a UUID), from the default",
                        "source.webhooks.b.secret: … (expected: a text of at least 16 characters), from --set");
    }

    @Test
    void aKeyOfFifteenCharactersIsTooShort() {
        new Reading()
                .set("publish.keys.pbx=123456789012345")
                .assertFaults("publish.keys.pbx: … (expected: a text of at least 16 characters), from --set");
        assertThat(new Reading()
                        .set("publish.keys.pbx=1234567890123456")
                        .tree()
                        .source()
                        .publisherKeys())
                .containsOnlyKeys("pbx");
    }

    @Test
    void everyMemberOfAnAccessKeyIsChecked() {
        new Reading()
                .set("auth.access-keys.a.key=short")
                .set("auth.access-keys.a.customer=acme")
                .set("auth.access-keys.a.expires=tomorrow")
                .assertFaults(
                        "auth.access-keys.a.key: … (expected: a text of at least 16 characters), from --set",
                        "auth.access-keys.a.customer: acme (expected: a UUID), from --set",
                        "auth.access-keys.a.expires: tomorrow (expected: a time such as 2027-01-01T00:00:00Z),"
                                + " from --set");
    }

    @Test
    void whatAnAccessKeyNeedsMustBeThere() {
        new Reading()
                .set("auth.access-keys.a.expires=2027-01-01T00:00:00Z")
                .assertFaults(
                        "auth.access-keys.a.key: missing (expected: a text of at least 16 characters; or .sha256, and"
                                + " one of them only), from the default",
                        "auth.access-keys.a.customer: missing (expected: a UUID), from the default");
    }

    /** As {@code printf %s key-of-the-crm-1 | sha256sum} has it. */
    @Test
    void anAccessKeyMayBeKnownByItsDigestAlone() {
        String digest = "eae9d21e9cd4d9a1de59d077bd7168cfdef883df7754cb2d99b50e18a5234da6";

        assertThat(new Reading()
                        .variable("RINGDOWN_AUTH_ACCESS_KEYS_REPORT_SHA256", digest.toUpperCase(Locale.ROOT))
                        .set("auth.access-keys.report.customer=" + CUSTOMER)
                        .tree()
                        .auth()
                        .accessKeys())
                .containsExactly(
                        new AccessKeys.Entry("report", AccessKeys.sha256Of(CRM), UUID.fromString(CUSTOMER), null));
    }

    @Test
    void anAccessKeyIsAKeyOrADigestAndNotBoth() {
        new Reading()
                .set("auth.access-keys.a.key=" + CRM)
                .set("auth.access-keys.a.sha256=" + AccessKeys.sha256Of(CRM))
                .set("auth.access-keys.a.customer=" + CUSTOMER)
                .assertFaults("auth.access-keys.a.key: … (expected: a text of at least 16 characters; or .sha256, and"
                        + " one of them only), from --set");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"4e55", "key-of-the-crm-1", "zz55ffb12d8fa66c49d68571b1e3d4cfe2b46d3ba9b3a7c3d7b5ddd4c1c2b9a1"})
    void aDigestIsThatOfSha256InHexadecimal(String digest) {
        new Reading()
                .set("auth.access-keys.a.sha256=" + digest)
                .set("auth.access-keys.a.customer=" + CUSTOMER)
                .assertFaults("auth.access-keys.a.sha256: … (expected: 64 hexadecimal digits), from --set");
    }

    /** Else it would be a matter of luck whose program it is. */
    @Test
    void aKeyHasOneName() {
        new Reading()
                .set("auth.access-keys.a.key=" + CRM)
                .set("auth.access-keys.a.customer=" + CUSTOMER)
                .set("auth.access-keys.b.sha256=" + AccessKeys.sha256Of(CRM))
                .set("auth.access-keys.b.customer=0e4c01f2-da9b-11ee-8a1b-43c5a2f20e11")
                .assertFaults("auth.access-keys.b.key: … (expected: another key than that of a), from the default");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PBX", "a_b", "a b", "a$b", "\"a.b\"", "größe", "a.b"})
    void aNameHasAnAlphabet(String name) {
        assertThat(new Reading().set("publish.keys." + name + "=" + PBX).faults())
                .singleElement()
                .asString()
                .startsWith("publish.keys.")
                .contains(": unknown key (expected: publish.keys.<name>, a name of 1 to 64 of a-z 0-9 -), from --set");
    }

    @Test
    void aNameHasALength() {
        assertThat(new Reading()
                        .set("publish.keys." + "a".repeat(64) + "=" + PBX)
                        .tree()
                        .source()
                        .publisherKeys())
                .hasSize(1);
        assertThat(new Reading()
                        .set("publish.keys." + "a".repeat(65) + "=" + PBX)
                        .faults())
                .hasSize(1);
    }

    @Test
    void anUnknownMemberOfAnAccessKeyIsTold() {
        new Reading()
                .set("auth.access-keys.a.key=" + PBX)
                .set("auth.access-keys.a.customer=" + CUSTOMER)
                .set("auth.access-keys.a.owner=rita")
                .assertFaults("auth.access-keys.a.owner: unknown key (expected: auth.access-keys.<name>.key, .sha256,"
                        + " .customer or .expires, a name of 1 to 64 of a-z 0-9 -), from --set");
    }

    /** Whoever wants a key to end would else have one that never does. */
    @Test
    void aMemberOfTheWrongKindIsTold() throws IOException {
        Path file = Files.writeString(
                folder.resolve("r.conf"),
                "auth.access-keys.a { key = [" + PBX + "], customer = " + CUSTOMER + ", expires = [soon] }");

        new Reading()
                .file(file)
                .assertFaults(
                        "auth.access-keys.a.key: … (expected: a text of at least 16 characters), from " + file + ": 1",
                        "auth.access-keys.a.expires: [soon] (expected: a time such as 2027-01-01T00:00:00Z), from "
                                + file + ": 1");
    }

    @Test
    void aFormThatIsNearIsNamed() {
        new Reading()
                .set("publish.key.pbx=" + PBX)
                .assertFaults("publish.key.pbx: unknown key (expected: one of publish.keys.<name>), from --set");
    }

    @ParameterizedTest
    @MethodSource("named")
    void everyFormSaysWhatItMeansAndWhatMayStandThere(NamedKey<?> key) {
        assertThat(key.pattern()).matches("[a-z-]+(\\.[a-z-]+)*\\.<name>(\\.[a-z0-9-]+)?");
        assertThat(key.meaning()).matches("[A-Z].*\\.");
        assertThat(key.expected()).isNotBlank();
    }

    @Test
    void everyFormIsThereOnceAndSaysWhetherItIsSecret() {
        assertThat(named()).extracting(NamedKey::pattern).doesNotHaveDuplicates();
        assertThat(named())
                .filteredOn(NamedKey::secret)
                .extracting(NamedKey::pattern)
                .containsExactlyInAnyOrder(
                        "admin.keys.<name>",
                        "auth.access-keys.<name>.key",
                        "auth.access-keys.<name>.sha256",
                        "publish.keys.<name>",
                        "source.webhooks.<name>.secret");
    }

    static List<NamedKey<?>> named() {
        return AllKeys.NAMED;
    }

    @ParameterizedTest
    @CsvSource({
        "RINGDOWN_PUBLISH_KEYS_PBX,                    publish.keys.pbx",
        "RINGDOWN_PUBLISH_KEYS_NIGHT_SHIFT_2,          publish.keys.night-shift-2",
        "RINGDOWN_ADMIN_KEYS_NIGHT_SHIFT,              admin.keys.night-shift",
        "RINGDOWN_ADMIN_KEYS_,",
        "RINGDOWN_AUTH_ACCESS_KEYS_A_KEY,              auth.access-keys.a.key",
        "RINGDOWN_AUTH_ACCESS_KEYS_A_KEY_KEY,          auth.access-keys.a-key.key",
        "RINGDOWN_AUTH_ACCESS_KEYS_A_B_CUSTOMER,       auth.access-keys.a-b.customer",
        "RINGDOWN_AUTH_ACCESS_KEYS_A_EXPIRES,          auth.access-keys.a.expires",
        "RINGDOWN_AUTH_ACCESS_KEYS_A,",
        "RINGDOWN_AUTH_ACCESS_KEYS_KEY,",
        "RINGDOWN_PUBLISH_KEYS_,",
        "RINGDOWN_PUBLISH_KEYS_pbx,"
    })
    void aVariableIsTheKeyInCapitals(String variable, @Nullable String key) {
        assertThat(AllKeys.ofVariable(variable)).isEqualTo(key);
    }
}
