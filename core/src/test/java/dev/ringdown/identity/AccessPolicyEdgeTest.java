package dev.ringdown.identity;

import static dev.ringdown.identity.Access.ACCESS_KEY;
import static dev.ringdown.identity.Access.ADMIN;
import static dev.ringdown.identity.Access.AGENT;
import static dev.ringdown.identity.Access.CUSTOMER;
import static dev.ringdown.identity.Access.DIRECT;
import static dev.ringdown.identity.Access.OTHER_CUSTOMER;
import static dev.ringdown.identity.Access.PLAIN_AGENT;
import static dev.ringdown.identity.Access.SUPER_ADMIN;
import static dev.ringdown.identity.Access.agent;
import static dev.ringdown.identity.Access.assertForbidden;
import static dev.ringdown.identity.Access.assertInvalid;
import static dev.ringdown.identity.Access.assertMeansEventsOf;
import static dev.ringdown.identity.Access.assertReads;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody may try in order to read more than the table grants. */
class AccessPolicyEdgeTest {
    private static final String OWN = "customer_id:" + CUSTOMER;
    private static final String NOT_ITS_RESOURCE = "a direct token reads only the resource types that it names";
    private static final String NO_ID = "a direct token reads one resource at a time: name its id";
    private static final String COLON = "a direct token names one resource to the end, without a colon behind it";
    private static final String NO_ADMIN = "customer topics need the permission admin or manager";

    @Test
    void theOwnUuidInUpperCaseIsStillTheOwn() {
        assertReads(ADMIN, "customer_id:" + CUSTOMER.toUpperCase(Locale.ROOT) + ":call", OWN + ":call");
        assertReads(PLAIN_AGENT, "agent_id:" + AGENT.toUpperCase(Locale.ROOT) + ":call", "agent_id:" + AGENT + ":call");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "customer_id:{" + CUSTOMER + "}:call",
                "customer_id: " + CUSTOMER + ":call",
                "customer_id:5013bc52da9a11ee844f2fa34248de28:call",
                "customer_id:5013bc52-da9a-11ee-844f-02fa34248de28:call",
                "customer_id:1-1-1-1-1:call",
                "customer_id:*:call",
                "customer_id::call",
                "customer_id:",
                "agent_id:*",
                "agent_id::call:17"
            })
    void anOddSpellingOfAScopeIdIsRefusedToEverybody(String topic) {
        assertInvalid(ADMIN, topic);
        assertInvalid(PLAIN_AGENT, topic);
        assertInvalid(ACCESS_KEY, topic);
        assertInvalid(DIRECT, topic);
        assertInvalid(SUPER_ADMIN, topic);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN + "::", OWN + "::17", OWN + ":call::", OWN + ":*::", "", ":", "call::", ":17"})
    void anEmptySegmentIsRefusedToEverybody(String topic) {
        assertInvalid(ADMIN, topic);
        assertInvalid(PLAIN_AGENT, topic);
        assertInvalid(ACCESS_KEY, topic);
        assertInvalid(DIRECT, topic);
        assertInvalid(SUPER_ADMIN, topic);
    }

    @Test
    void aColonBehindATopicChangesNothingButForDirectTokens() {
        assertReads(ADMIN, OWN + ":", OWN);
        assertReads(ADMIN, OWN + ":transcript:", OWN + ":transcript");
        assertReads(PLAIN_AGENT, "call:", "agent_id:" + AGENT + ":call");
        assertForbidden(PLAIN_AGENT, OWN + ":call:", NO_ADMIN);
        assertForbidden(DIRECT, OWN + ":call:17:", COLON);
        assertForbidden(DIRECT, "call:17:", COLON);
        assertForbidden(DIRECT, OWN + ":call:", COLON);
    }

    @Test
    void whoMayReadAResourceMayReadSomeOfItsTypes() {
        assertReads(ADMIN, OWN + ":call:call_hangup", OWN + ":call:call_hangup");
        assertReads(PLAIN_AGENT, "call:call_*:17", "agent_id:" + AGENT + ":call:call_*:17");
        assertReads(DIRECT, "call:call_hangup:17", OWN + ":call:call_hangup:17");
        assertForbidden(DIRECT, "call:call_hangup", NO_ID);
        assertForbidden(PLAIN_AGENT, OWN + ":call:call_hangup", NO_ADMIN);
    }

    @Test
    void theZeroUuidIsNobodysCustomer() {
        assertForbidden(ADMIN, "customer_id:00000000-0000-0000-0000-000000000000", "the topic is another customer's");
    }

    @Test
    void anAgentsIdInTheScopeOfCustomersIsAnotherCustomer() {
        assertForbidden(ADMIN, "customer_id:" + AGENT, "the topic is another customer's");
        assertForbidden(ADMIN, "agent_id:" + CUSTOMER, "only the agent itself may subscribe to its topics");
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, OWN + ":*", OWN + ":*:*", OWN + ":call", OWN + ":call:17", OWN + ":*:17"})
    void everyShapeOfItsCustomersTopicsIsForbiddenToAPlainAgent(String topic) {
        assertForbidden(PLAIN_AGENT, topic, NO_ADMIN);
    }

    @Test
    void anAgentWithoutAnyPermissionReadsItselfAndNotItsCustomer() {
        Identity nobody = agent();

        assertReads(nobody, "*", "agent_id:" + AGENT);
        assertForbidden(nobody, OWN, NO_ADMIN);
    }

    @Test
    void adminIsEnoughBesideAnyOtherPermission() {
        assertReads(agent(Permission.AGENT, Permission.ADMIN), OWN, OWN);
        assertReads(agent(Permission.AGENT, Permission.MANAGER), OWN, OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN + ":call", OWN + ":call:*", "call", "call:*"})
    void aDirectTokenNeedsAConcreteId(String topic) {
        assertForbidden(DIRECT, topic, NO_ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OWN,
                OWN + ":*",
                OWN + ":*:*",
                OWN + ":*:17",
                OWN + ":queue:17",
                OWN + ":callback:17",
                OWN + ":cal:17",
                OWN + ":webchat:17",
                "*",
                "*:17",
                "queue:17"
            })
    void aDirectTokenReadsOnlyTheTypesThatItNames(String topic) {
        assertForbidden(DIRECT, topic, NOT_ITS_RESOURCE);
    }

    @Test
    void aDirectTokenReadsEveryTypeThatItNames() {
        assertReads(DIRECT, OWN + ":call:17", OWN + ":call:17");
        assertReads(DIRECT, OWN + ":webchat_session:17", OWN + ":webchat_session:17");
    }

    @Test
    void aDirectTokenThatNamesNothingReadsNothing() {
        Identity empty = DirectIdentity.unscoped(UUID.fromString(CUSTOMER), "visitor-2", Set.of(), null);

        assertForbidden(empty, OWN + ":call:17", NOT_ITS_RESOURCE);
    }

    @Test
    void aDirectTokenThatNamesAStarReadsNothing() {
        Identity star = DirectIdentity.unscoped(UUID.fromString(CUSTOMER), "visitor-3", Set.of("*"), null);

        assertForbidden(star, OWN + ":*:17", NOT_ITS_RESOURCE);
        assertForbidden(star, OWN + ":call:17", NOT_ITS_RESOURCE);
    }

    @Test
    void whatIsAllowedSaysWhoseEventsItMeans() {
        assertMeansEventsOf(PLAIN_AGENT, "agent_id:" + AGENT + ":call", CUSTOMER);
        assertMeansEventsOf(ADMIN, "call", CUSTOMER);
        assertMeansEventsOf(SUPER_ADMIN, "call", CUSTOMER);
        assertMeansEventsOf(SUPER_ADMIN, OWN, CUSTOMER);
        assertMeansEventsOf(SUPER_ADMIN, "customer_id:" + OTHER_CUSTOMER, OTHER_CUSTOMER);
    }

    @Test
    void theShortFormOfEverythingIsEverythingInEachReadableScope() {
        assertReads(ADMIN, "*", OWN, "agent_id:" + AGENT);
        assertReads(ACCESS_KEY, "*:*", OWN);
        assertReads(PLAIN_AGENT, "*:17", "agent_id:" + AGENT + ":*:17");
    }
}
