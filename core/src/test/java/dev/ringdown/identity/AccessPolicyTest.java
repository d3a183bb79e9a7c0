package dev.ringdown.identity;

import static dev.ringdown.identity.Access.ACCESS_KEY;
import static dev.ringdown.identity.Access.ADMIN;
import static dev.ringdown.identity.Access.AGENT;
import static dev.ringdown.identity.Access.CUSTOMER;
import static dev.ringdown.identity.Access.DIRECT;
import static dev.ringdown.identity.Access.MANAGER;
import static dev.ringdown.identity.Access.OTHER_AGENT;
import static dev.ringdown.identity.Access.OTHER_CUSTOMER;
import static dev.ringdown.identity.Access.PLAIN_AGENT;
import static dev.ringdown.identity.Access.SUPER_ADMIN;
import static dev.ringdown.identity.Access.assertForbidden;
import static dev.ringdown.identity.Access.assertInvalid;
import static dev.ringdown.identity.Access.assertReads;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of the protocol, section 3, cell by cell: a class is a row, a test a column. */
class AccessPolicyTest {
    private static final String OWN_CUSTOMER_CALLS = "customer_id:" + CUSTOMER + ":call";
    private static final String OTHER_CUSTOMER_CALLS = "customer_id:" + OTHER_CUSTOMER + ":call";
    private static final String OWN_AGENT_CALLS = "agent_id:" + AGENT + ":call";
    private static final String OTHER_AGENT_CALLS = "agent_id:" + OTHER_AGENT + ":call";

    private static final String NOT_ITS_CUSTOMER = "the topic is another customer's";
    private static final String NOT_ITS_AGENT = "only the agent itself may subscribe to its topics";
    private static final String NOT_ITS_RESOURCE = "a direct token reads only the resource types that it names";
    private static final String NO_ID = "a direct token reads one resource at a time: name its id";

    static Stream<Identity> adminAndManager() {
        return Stream.of(ADMIN, MANAGER);
    }

    @Nested
    @ParameterizedClass
    @MethodSource("dev.ringdown.identity.AccessPolicyTest#adminAndManager")
    class AnAdminOrManager {
        private final Identity identity;

        AnAdminOrManager(Identity identity) {
            this.identity = identity;
        }

        @Test
        void readsItsOwnCustomer() {
            assertReads(identity, OWN_CUSTOMER_CALLS, OWN_CUSTOMER_CALLS);
        }

        @Test
        void doesNotReadAnotherCustomer() {
            assertForbidden(identity, OTHER_CUSTOMER_CALLS, NOT_ITS_CUSTOMER);
        }

        @Test
        void readsItself() {
            assertReads(identity, OWN_AGENT_CALLS, OWN_AGENT_CALLS);
        }

        @Test
        void doesNotReadAnotherAgent() {
            assertForbidden(identity, OTHER_AGENT_CALLS, NOT_ITS_AGENT);
        }

        @Test
        void meansItsCustomerAndItselfByTheShortForm() {
            assertReads(identity, "call", OWN_CUSTOMER_CALLS, OWN_AGENT_CALLS);
        }

        @Test
        void isToldOfAMalformedTopic() {
            assertInvalid(identity, "customer_id");
        }
    }

    @Nested
    class APlainAgent {
        @Test
        void doesNotReadItsOwnCustomer() {
            assertForbidden(PLAIN_AGENT, OWN_CUSTOMER_CALLS, "customer topics need the permission admin or manager");
        }

        @Test
        void doesNotReadAnotherCustomer() {
            assertForbidden(PLAIN_AGENT, OTHER_CUSTOMER_CALLS, NOT_ITS_CUSTOMER);
        }

        @Test
        void readsItself() {
            assertReads(PLAIN_AGENT, OWN_AGENT_CALLS, OWN_AGENT_CALLS);
        }

        @Test
        void doesNotReadAnotherAgent() {
            assertForbidden(PLAIN_AGENT, OTHER_AGENT_CALLS, NOT_ITS_AGENT);
        }

        @Test
        void meansOnlyItselfByTheShortForm() {
            assertReads(PLAIN_AGENT, "call", OWN_AGENT_CALLS);
        }

        @Test
        void isToldOfAMalformedTopic() {
            assertInvalid(PLAIN_AGENT, "agent_id:" + AGENT + ":call:1:2");
        }
    }

    @Nested
    class AnAccessKey {
        @Test
        void readsItsOwnCustomer() {
            assertReads(ACCESS_KEY, OWN_CUSTOMER_CALLS, OWN_CUSTOMER_CALLS);
        }

        @Test
        void doesNotReadAnotherCustomer() {
            assertForbidden(ACCESS_KEY, OTHER_CUSTOMER_CALLS, NOT_ITS_CUSTOMER);
        }

        @Test
        void readsNoAgentOfItsCustomerSinceItIsNone() {
            assertForbidden(ACCESS_KEY, OWN_AGENT_CALLS, NOT_ITS_AGENT);
        }

        @Test
        void doesNotReadAnotherAgent() {
            assertForbidden(ACCESS_KEY, OTHER_AGENT_CALLS, NOT_ITS_AGENT);
        }

        @Test
        void meansOnlyItsCustomerByTheShortForm() {
            assertReads(ACCESS_KEY, "call", OWN_CUSTOMER_CALLS);
        }

        @Test
        void isToldOfAMalformedTopic() {
            assertInvalid(ACCESS_KEY, "customer_id:1-1-1-1-1:call");
        }
    }

    @Nested
    class ADirectToken {
        @Test
        void readsOneResourceOfAnAllowedType() {
            assertReads(DIRECT, OWN_CUSTOMER_CALLS + ":17", OWN_CUSTOMER_CALLS + ":17");
        }

        @Test
        void doesNotReadAllResourcesOfAnAllowedType() {
            assertForbidden(DIRECT, OWN_CUSTOMER_CALLS, NO_ID);
        }

        @Test
        void doesNotReadAnotherCustomer() {
            assertForbidden(DIRECT, OTHER_CUSTOMER_CALLS + ":17", NOT_ITS_CUSTOMER);
        }

        @Test
        void readsNoAgentOfItsCustomerSinceItIsNone() {
            assertForbidden(DIRECT, OWN_AGENT_CALLS + ":17", NOT_ITS_AGENT);
        }

        @Test
        void doesNotReadAnotherAgent() {
            assertForbidden(DIRECT, OTHER_AGENT_CALLS + ":17", NOT_ITS_AGENT);
        }

        @Test
        void meansOnlyItsCustomerByTheShortForm() {
            assertReads(DIRECT, "call:17", OWN_CUSTOMER_CALLS + ":17");
        }

        @Test
        void isHeldToItsLimitsInTheShortFormToo() {
            assertForbidden(DIRECT, "call", NO_ID);
            assertForbidden(DIRECT, "queue:17", NOT_ITS_RESOURCE);
        }

        @Test
        void isToldOfAMalformedTopic() {
            assertInvalid(DIRECT, OWN_CUSTOMER_CALLS + ":1 7");
        }
    }

    @Nested
    class ASuperAdmin {
        @Test
        void readsItsOwnCustomer() {
            assertReads(SUPER_ADMIN, OWN_CUSTOMER_CALLS, OWN_CUSTOMER_CALLS);
        }

        @Test
        void readsAnotherCustomer() {
            assertReads(SUPER_ADMIN, OTHER_CUSTOMER_CALLS, OTHER_CUSTOMER_CALLS);
        }

        @Test
        void readsItself() {
            assertReads(SUPER_ADMIN, OWN_AGENT_CALLS, OWN_AGENT_CALLS);
        }

        @Test
        void doesNotReadAnotherAgent() {
            assertForbidden(SUPER_ADMIN, OTHER_AGENT_CALLS, NOT_ITS_AGENT);
        }

        @Test
        void meansItsOwnCustomerAndItselfByTheShortForm() {
            assertReads(SUPER_ADMIN, "call", OWN_CUSTOMER_CALLS, OWN_AGENT_CALLS);
        }

        @Test
        void isToldOfAMalformedTopic() {
            assertInvalid(SUPER_ADMIN, "customer_id:" + CUSTOMER + "::");
        }
    }
}
