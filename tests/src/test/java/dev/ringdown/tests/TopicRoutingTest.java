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
        "Account_created,              account:the-id",
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
        "chatmessage_created,          chat_id,         talk",
        "chatparticipant_added,        chat_id,         chat",
        "webchat_message_created,      session_id,      webchat_session",
        "conversation_message_created, conversation_id, conversation",
        "queuecall_waiting,            queue_id,        queue",
        "conferencecall_joined,        conference_id,   conference",
        "transcript_created,           transcribe_id,   transcribe",
        "campaigncall_created,         campaign_id,     campaign"
    })
    void whatIsPartOfSomethingBelongsToItToo(String type, String member, String resource) {
        String own = type.substring(0, type.lastIndexOf('_'));
        Subscriber whole = server.connect(admin).subscribe(admin.customerTopic(resource + ":the-whole"));
        Subscriber part = server.connect(admin).subscribe(own + ":the-part");
        Subscriber everyWhole = server.connect(admin).subscribe(resource, own);
        TestEvent other = TestEvent.of(type, admin.customer()).with(member, "another-whole");
        TestEvent event =
                TestEvent.of(type, admin.customer()).with("id", "the-part").with(member, "the-whole");

        server.publish(other);
        server.publish(event);

        assertThat(whole.assertEvent(event).text("subject")).isEqualTo(own + ":the-part");
        assertThat(part.assertEvent(event).text("parents")).contains(resource + ":the-whole");
        everyWhole.assertEvent(other);
        everyWhole.assertEvent(event);
        everyWhole.settle();
    }

    @ParameterizedTest
    @CsvSource({
        "recording_started,   call",
        "transcribe_created,  call",
        "queuecall_created,   call",
        "aicall_created,      confbridge"
    })
    void whatRefersToACallBelongsToItToo(String type, String referenceType) {
        Subscriber call = server.connect(admin).subscribe(referenceType + ":the-reference");
        TestEvent elsewhere = TestEvent.of(type, admin.customer())
                .with("reference_type", "conversation")
                .with("reference_id", "the-reference");
        TestEvent event = TestEvent.of(type, admin.customer())
                .with("reference_type", referenceType)
                .with("reference_id", "the-reference");

        server.publish(elsewhere);
        server.publish(event);

        call.assertEvent(event);
        call.settle();
    }

    @Test
    void ofAParentThatTheDataDoesNotNameItIsNotKnownWhichOneItIs() {
        Subscriber everyQueue = server.connect(admin).subscribe("queue");
        Subscriber starred = server.connect(admin).subscribe(admin.customerTopic("queue:*"));
        Subscriber oneQueue = server.connect(admin).subscribe("queue:the-queue");
        TestEvent unnamed = TestEvent.of("queuecall_created", admin.customer())
                .with("queue_id", "00000000-0000-0000-0000-000000000000");
        TestEvent named = TestEvent.of("queuecall_created", admin.customer()).with("queue_id", "the-queue");

        server.publish(unnamed);
        server.publish(named);

        assertThat(everyQueue.assertEvent(unnamed).text("parents")).isEqualTo("queue");
        everyQueue.assertEvent(named);
        starred.assertEvent(unnamed);
        starred.assertEvent(named);
        oneQueue.assertEvent(named);
    }

    @Test
    void aTopicMayNameATypeAndTheResourceBehindIt() {
        Subscriber hangups = server.connect(admin).subscribe("call:call_hangup", "call:call_hangup:the-call:");
        Subscriber queueCalls = server.connect(admin).subscribe(admin.customerTopic("queue:queuecall_*:the-queue"));
        TestEvent created = TestEvent.call("created", admin).with("id", "the-call");
        TestEvent hangup = TestEvent.call("hangup", admin).with("id", "the-call");
        TestEvent updated = TestEvent.of("queue_updated", admin.customer()).with("id", "the-queue");
        TestEvent waiting = TestEvent.of("queuecall_waiting", admin.customer()).with("queue_id", "the-queue");

        server.publish(created);
        server.publish(updated);
        server.publish(hangup);
        server.publish(waiting);

        hangups.assertEvent(hangup);
        hangups.settle();
        queueCalls.assertEvent(waiting);
    }

    @Test
    void parentsAreInTheScopeOfTheOwnerToo() {
        Subscriber agent = server.connect(owner).subscribe(owner.agentTopic("queue:the-queue"));
        TestEvent event = TestEvent.of("queuecall_serviced", admin.customer())
                .with("queue_id", "the-queue")
                .ownedBy(owner);

        server.publish(event);

        agent.assertEvent(event);
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
