package dev.ringdown.identity;

import static dev.ringdown.identity.Access.AGENT;
import static dev.ringdown.identity.Access.CUSTOMER;
import static dev.ringdown.identity.Access.OTHER_CUSTOMER;
import static dev.ringdown.identity.Access.assertForbidden;
import static dev.ringdown.identity.Access.assertInvalid;
import static dev.ringdown.identity.Access.assertReads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topic;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The token of a visitor, who may follow one chat and not the chat of the next visitor. VoIPBin decides so in
 * {@code bin-api-manager/pkg/websockhandler/etc.go}, {@code validateTopics} (September 2026).
 */
class BoundDirectTokenTest {
    private static final String ITS_CHAT = "bbbbbbbb-0000-0000-0000-00000000beef";
    private static final String ANOTHER_CHAT = "cccccccc-0000-0000-0000-00000000beef";
    private static final String OWN = "customer_id:" + CUSTOMER;

    private static final String NOT_ITS_TYPE = "a direct token reads only the resource types that it names";
    private static final String NO_ID = "a direct token reads one resource at a time: name its id";
    private static final String ANOTHERS = "a direct token reads only the resource that it names (allowed_resource_id)";

    private static final Identity VISITOR = new DirectIdentity(
            UUID.fromString(CUSTOMER), "visitor-1", Set.of("webchat_session"), UUID.fromString(ITS_CHAT), null);

    @Test
    void readsItsChat() {
        assertReads(VISITOR, OWN + ":webchat_session:" + ITS_CHAT, OWN + ":webchat_session:" + ITS_CHAT);
        assertReads(VISITOR, "webchat_session:" + ITS_CHAT, OWN + ":webchat_session:" + ITS_CHAT);
    }

    @Test
    void readsItsChatInUpperCaseToo() {
        assertReads(
                VISITOR,
                OWN + ":webchat_session:" + ITS_CHAT.toUpperCase(Locale.ROOT),
                OWN + ":webchat_session:" + ITS_CHAT);
    }

    @Test
    void doesNotReadTheChatOfAnotherVisitor() {
        assertForbidden(VISITOR, OWN + ":webchat_session:" + ANOTHER_CHAT, ANOTHERS);
        assertForbidden(VISITOR, "webchat_session:" + ANOTHER_CHAT, ANOTHERS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "bbbbbbbb00000000000000000000beef",
                "bbbbbbbb-0000-0000-0000-00000000bee",
                "bbbbbbbb-0-0-0-beef",
                "17"
            })
    void doesNotReadWhatIsSpelledAlmostLikeIt(String id) {
        assertForbidden(VISITOR, OWN + ":webchat_session:" + id, ANOTHERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN + ":webchat_session", OWN + ":webchat_session:*", "webchat_session"})
    void doesNotReadAllChats(String topic) {
        assertForbidden(VISITOR, topic, NO_ID);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, OWN + ":*", "*", "webchat", "webchat:" + ITS_CHAT, OWN + ":call:" + ITS_CHAT})
    void doesNotReadOtherTypesWhateverTheirId(String topic) {
        assertForbidden(VISITOR, topic, NOT_ITS_TYPE);
    }

    @Test
    void readsNothingWithATrailingColon() {
        assertInvalid(VISITOR, OWN + ":webchat_session:");
    }

    @Test
    void readsNothingOfAnotherCustomerOrOfAnAgent() {
        assertForbidden(
                VISITOR,
                "customer_id:" + OTHER_CUSTOMER + ":webchat_session:" + ITS_CHAT,
                "the topic is another customer's");
        assertForbidden(
                VISITOR,
                "agent_id:" + AGENT + ":webchat_session:" + ITS_CHAT,
                "only the agent itself may subscribe to its topics");
    }

    @Test
    void mayReadAnEventOfItsChatAndNoOther() {
        assertThat(AccessPolicy.mayRead(VISITOR, chat(ITS_CHAT))).isTrue();
        assertThat(AccessPolicy.mayRead(VISITOR, chat(ANOTHER_CHAT))).isFalse();
    }

    private static Topic chat(String id) {
        return new Topic(Scope.CUSTOMER, UUID.fromString(CUSTOMER), "webchat_session", id);
    }
}
