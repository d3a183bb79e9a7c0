package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The topics of an event follow from its attributes, else from its data, with VoIPBin's exceptions as default. */
class TopicRoutingTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();
    private final Agent owner = admin.colleague(Agent.AGENT);
    private final Agent participant = admin.colleague(Agent.AGENT);

    @ParameterizedTest
    @CsvSource({
        "call_created,                 call:the-id",
        "callback_created,             callback:the-id",
        "queuecall_waiting,            queuecall:the-id",
        "activeflow_updated,           activeflow:the-id",
        "agent_updated,                agent:the-id",
        "recording_created,            recording:the-id",
        "transcript_created,           transcript:the-id",
        "aicall_created,               aicall:the-id",
        "conversation_created,         conversation:the-id",
        "chat_created,                 chat:the-id",
        "webchat_session_created,      webchat_session:the-id"
    })
    void theResourceIsTheTypeUpToItsFirstUnderscoreAndTheIdIsTheDatas(String type, String topic) {
        Subscriber subscriber = server.connect(admin).subscribe(admin.customerTopic(topic));
        TestEvent event = TestEvent.of(type, admin.customer()).with("id", "the-id");

        server.publish(event);

        assertThat(subscriber.assertEvent(event).text("subject")).isEqualTo(topic);
    }

    @ParameterizedTest
    @CsvSource({
        "aimessage_created,            aicall_id,       aicall",
        "chatmessage_created,          chat_id,         chat",
        "chatparticipant_added,        chat_id,         chat",
        "chat_updated,                 chat_id,         chat",
        "webchat_message_created,      session_id,      webchat_session",
        "webchat_session_ended,        session_id,      webchat_session",
        "conversation_message_created, conversation_id, conversation"
    })
    void whatIsPartOfSomethingBelongsToIt(String type, String member, String resource) {
        Subscriber whole = server.connect(admin).subscribe(admin.customerTopic(resource + ":the-whole"));
        Subscriber part = server.connect(admin).subscribe("*:the-part");
        TestEvent event =
                TestEvent.of(type, admin.customer()).with("id", "the-part").with(member, "the-whole");

        server.publish(event);

        assertThat(whole.assertEvent(event).text("subject")).isEqualTo(resource + ":the-whole");
        part.settle();
    }

    @Test
    void aConversationMessageWithoutConversationIsTheConversationsOfItsOwnId() {
        Subscriber subscriber = server.connect(admin).subscribe("conversation:the-id");
        TestEvent event = TestEvent.of("conversation_message_created", admin.customer())
                .with("id", "the-id")
                .with("conversation_id", "00000000-0000-0000-0000-000000000000");

        server.publish(event);

        subscriber.assertEvent(event);
    }

    @Test
    void theOwnerGetsItAtTheAgentsLevel() {
        Subscriber subscriber = server.connect(owner).subscribe(owner.agentTopic("call"));
        TestEvent event = TestEvent.call("created", admin).ownedBy(owner);

        server.publish(event);

        subscriber.assertEvent(event);
    }

    @Test
    void theShortFormOfAnAgentIsItsOwnLevelAndThatOfAnAdminBoth() {
        Subscriber agent = server.connect(owner).subscribe("call");
        Subscriber boss = server.connect(admin).subscribe("call");
        TestEvent nobodys = TestEvent.call("ringing", admin);
        TestEvent owned = TestEvent.call("hangup", admin).ownedBy(owner);

        server.publish(nobodys);
        server.publish(owned);

        agent.assertEvent(owned);
        boss.assertEvent(nobodys);
        boss.assertEvent(owned);
    }

    @Test
    void theZeroOwnerIsNobody() {
        Agent zero = new Agent(admin.customer(), new UUID(0, 0), Agent.ADMIN);
        Subscriber subscriber = server.connect(admin).subscribe("call");
        TestEvent event = TestEvent.call("created", admin).ownedBy(zero);

        server.publish(event);

        subscriber.assertEvent(event);
    }

    @Test
    void theAttributesOfACloudEventComeBeforeItsData() {
        Agent other = Agent.admin();
        Subscriber first = server.connect(owner).subscribe("call:by-attribute");
        Subscriber second = server.connect(participant).subscribe(participant.agentTopic("call:by-attribute"));
        Subscriber boss = server.connect(admin).subscribe(admin.customerTopic("call:by-attribute"));
        Subscriber none = server.connect(other).subscribe("*");
        String event = "{\"specversion\":\"1.0\",\"id\":\"" + admin.id()
                + "\",\"source\":\"/tests\",\"type\":\"talk_said\","
                + "\"customerid\":\"" + admin.customer() + "\",\"agentids\":\"" + owner.id() + "," + participant.id()
                + "\",\"subject\":\"call:by-attribute\",\"data\":"
                + Json.write(TestEvent.call("created", other).ownedBy(other).data()) + "}";

        server.publisher().post(Publisher.CLOUD_EVENT, event);

        first.assertEvents("talk_said");
        second.assertEvents("talk_said");
        boss.assertEvents("talk_said");
        none.settle();
    }

    @Test
    void aUuidIsOneIdInEitherCase() {
        TestEvent event = TestEvent.call("created", admin);
        Subscriber subscriber = server.connect(admin)
                .subscribe("customer_id:" + admin.customer().toString().toUpperCase(Locale.ROOT) + ":call:"
                        + event.id().toUpperCase(Locale.ROOT));

        server.publish(event);

        subscriber.assertEvent(event);
    }

    @Test
    void anIdThatIsNoUuidIsCaseSensitive() {
        Subscriber subscriber = server.connect(admin).subscribe("call:abc");
        TestEvent lowerCase = TestEvent.call("hangup", admin).with("id", "abc");

        server.publish(TestEvent.call("created", admin).with("id", "ABC"));
        server.publish(lowerCase);

        subscriber.assertEvent(lowerCase);
    }

    @ParameterizedTest
    @CsvSource({"*", "*:*", "call", "call:*", "*:the-id", "call:the-id"})
    void aStarMatchesEveryValueOfItsSegment(String shortForm) {
        Subscriber subscriber = server.connect(admin).subscribe(shortForm);
        Subscriber scoped = server.connect(admin).subscribe(admin.customerTopic(shortForm));
        TestEvent event = TestEvent.call("created", admin).with("id", "the-id");

        server.publish(event);

        subscriber.assertEvent(event);
        scoped.assertEvent(event);
    }

    @Test
    void aSuperAdminReadsEveryCustomer() {
        Agent superAdmin = new Agent(UUID.randomUUID(), UUID.randomUUID(), Agent.SUPER_ADMIN);
        Subscriber subscriber = server.connect(superAdmin).subscribe(admin.customerTopic("call"));
        TestEvent event = TestEvent.call("created", admin);

        server.publish(event);

        subscriber.assertEvent(event);
    }
}
