package dev.ringdown.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.topic.Parsing;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;

/** The five kinds of identity and what the tests of {@link AccessPolicy} say about them. */
final class Access {
    static final String CUSTOMER = "5013bc52-da9a-11ee-844f-2fa34248de28";
    static final String AGENT = "74ac5405-7c70-4184-9388-1c9f8f8ce25f";
    static final String OTHER_CUSTOMER = "11111111-1111-4111-8111-111111111111";
    static final String OTHER_AGENT = "22222222-2222-4222-8222-222222222222";

    static final Identity ADMIN = agent(Permission.ADMIN);
    static final Identity MANAGER = agent(Permission.MANAGER);
    static final Identity PLAIN_AGENT = agent(Permission.AGENT);
    static final Identity ACCESS_KEY = new AccessKeyIdentity(UUID.fromString(CUSTOMER), "crm", null);
    static final Identity DIRECT =
            DirectIdentity.unscoped(UUID.fromString(CUSTOMER), "visitor-1", Set.of("call", "webchat_session"), null);
    static final Identity SUPER_ADMIN = new SuperAdmin(UUID.fromString(CUSTOMER), UUID.fromString(AGENT), null);

    private Access() {}

    /** An agent of the customer with these permissions and no other. */
    static Identity agent(Permission... granted) {
        return new AgentIdentity(UUID.fromString(CUSTOMER), UUID.fromString(AGENT), Set.of(granted), null);
    }

    /** The topic is allowed and stands for exactly these filters. */
    static void assertReads(Identity identity, String topic, String... filters) {
        boolean direct = identity instanceof DirectIdentity;
        assertThat(decide(identity, topic)).isInstanceOfSatisfying(Decision.Allowed.class, allowed -> {
            assertThat(allowed.filters())
                    .isEqualTo(Arrays.stream(filters)
                            .map(Parsing::filter)
                            .map(filter -> direct ? filter.forDirectToken() : filter)
                            .toList());
            assertThat(allowed.rule()).isNotBlank();
        });
    }

    /** The topic is allowed, and means events of this customer. */
    static void assertMeansEventsOf(Identity identity, String topic, String customer) {
        assertThat(decide(identity, topic))
                .isInstanceOfSatisfying(
                        Decision.Allowed.class,
                        allowed -> assertThat(allowed.customer()).hasToString(customer));
    }

    static void assertForbidden(Identity identity, String topic, String message) {
        assertThat(decide(identity, topic)).isEqualTo(new Decision.Refused(ErrorCode.FORBIDDEN, message));
    }

    static void assertInvalid(Identity identity, String topic) {
        assertThat(decide(identity, topic))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_TOPIC));
    }

    private static Decision decide(Identity identity, String topic) {
        return AccessPolicy.decide(identity, Parsing.parse(topic));
    }
}
