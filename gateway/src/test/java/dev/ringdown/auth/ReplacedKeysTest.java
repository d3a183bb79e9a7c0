package dev.ringdown.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.current.Current;
import dev.ringdown.current.Replaceable;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.testing.MutableClock;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Keys and frozen customers as they are after a reload hold for whoever comes then. */
class ReplacedKeysTest {
    private static final UUID CUSTOMER = UUID.fromString("5b0e2d6c-1f6e-4d0e-9a53-000000000001");
    private static final String KEY = "access-key-of-the-wallboard";
    private static final AccessKeys.Entry WALLBOARD =
            new AccessKeys.Entry("wallboard", AccessKeys.sha256Of(KEY), CUSTOMER, null);

    private final MutableClock clock = new MutableClock();

    @Test
    void aPublishersNewKeyIsKnownAndTheOldOneIsNot() {
        Replaceable<Map<String, String>> listed = new Replaceable<>(Map.of("pbx", "first-key-of-the-pbx"));
        PublisherKeys keys = new PublisherKeys(listed);

        listed.replace(Map.of("pbx", "second-key-of-the-pbx"));

        assertThat(keys.publisherOf("second-key-of-the-pbx")).isEqualTo("pbx");
        assertThat(keys.publisherOf("first-key-of-the-pbx")).isNull();
    }

    @Test
    void anOperatorWhoseKeyIsTakenAwayIsNobody() {
        Replaceable<Map<String, String>> listed = new Replaceable<>(Map.of("support", "admin-key-of-the-support"));
        AdminKeys keys = new AdminKeys(listed);

        listed.replace(Map.of());

        assertThat(keys.operatorOf("admin-key-of-the-support")).isNull();
    }

    @Test
    void anAccessKeyThatIsListedLaterIsAccepted() throws Exception {
        Replaceable<List<AccessKeys.Entry>> listed = new Replaceable<>(List.of());
        Authenticator authenticator =
                new Authenticator(null, new AccessKeys(listed, clock), null, Current.always(Set.of()));
        Proof before = proof(authenticator);

        listed.replace(List.of(WALLBOARD));

        assertThat(before).isInstanceOf(Proof.Refused.class);
        assertThat(proof(authenticator)).isInstanceOf(Proof.Accepted.class);
    }

    @Test
    void aCustomerThatIsFrozenLaterIsNotAdmittedAndThenIsAgain() throws Exception {
        Replaceable<Set<UUID>> frozen = new Replaceable<>(Set.of());
        Authenticator authenticator = new Authenticator(null, new AccessKeys(List.of(WALLBOARD), clock), null, frozen);
        Proof before = proof(authenticator);

        frozen.replace(Set.of(CUSTOMER));
        Proof meanwhile = proof(authenticator);
        frozen.replace(Set.of());

        assertThat(before).isInstanceOf(Proof.Accepted.class);
        assertThat(meanwhile).isEqualTo(Proof.Refused.notAdmitted("the customer is frozen"));
        assertThat(proof(authenticator)).isInstanceOf(Proof.Accepted.class);
    }

    private static Proof proof(Authenticator authenticator) throws Exception {
        return authenticator
                .prove(new Credential.AccessKey(KEY), ClientNetwork.of(InetAddress.getLoopbackAddress()))
                .toCompletableFuture()
                .get();
    }
}
