package dev.ringdown.identity;

import static dev.ringdown.identity.Access.AGENT;
import static dev.ringdown.identity.Access.CUSTOMER;
import static dev.ringdown.identity.Access.OTHER_CUSTOMER;
import static dev.ringdown.identity.Access.assertForbidden;
import static dev.ringdown.identity.Access.assertReads;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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
    private static final String COLON = "a direct token names one resource to the end, without a colon behind it";
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
        assertForbidden(VISITOR, OWN + ":webchat_session:", COLON);
        assertForbidden(VISITOR, OWN + ":webchat_session:" + ITS_CHAT + ":", COLON);
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

    @Test
    void hearsThroughItsChatOnlyWhatIsOpenToDirectTokens() {
        assertThat(AccessPolicy.mayRead(VISITOR, inChat(ITS_CHAT, true))).isTrue();
        assertThat(AccessPolicy.mayRead(VISITOR, inChat(ITS_CHAT, false))).isFalse();
        assertThat(AccessPolicy.mayRead(VISITOR, inChat(ANOTHER_CHAT, true))).isFalse();
        assertThat(AccessPolicy.mayRead(VISITOR, inChat(null, true))).isFalse();
    }

    private static Topics chat(String id) {
        return Topics.of(new Resource("webchat_session", id), new InScope(Scope.CUSTOMER, UUID.fromString(CUSTOMER)));
    }

    /** Of an event whose parent is a chat. */
    private static Topics inChat(@Nullable String id, boolean direct) {
        return new Topics(
                List.of(new InScope(Scope.CUSTOMER, UUID.fromString(CUSTOMER))),
                new Resource("webchat_message", "1"),
                List.of(new Parent(new Resource("webchat_session", id), direct)));
    }
}
