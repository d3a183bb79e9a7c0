package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import dev.ringdown.tests.support.VoipbinEvents;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Topics that VoIPBin's socket knows beside those of its pages ({@code subscribehandler/webhookmanager.go}, {@code
 * websockhandler/etc.go}). In each test an event that is not meant for the client comes before one that is.
 */
class VoipbinTopicsTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();
    private final Agent agent = admin.colleague(Agent.AGENT);

    private TestEvent chatmessage(String chat) {
        return TestEvent.of("chatmessage_created", admin.customer())
                .with("chat_id", chat)
                .with("type", "normal")
                .with("text", "Hello team!");
    }

    @Test
    void aTypeAndAnId() {
        TestEvent call = VoipbinEvents.call("hangup", "hangup", admin);
        Subscriber subscriber = server.connect(admin).subscribe(admin.customerTopic("call:call_hangup:" + call.id()));

        server.publish(VoipbinEvents.then(call, "progressing", "progressing"));
        server.publish(VoipbinEvents.call("hangup", "hangup", admin));
        server.publish(call);

        subscriber.assertEvent(call);
    }

    @Test
    void aTypeOfWhatBelongsToIt() {
        TestEvent created = VoipbinEvents.queuecall("created", admin);
        Subscriber subscriber = server.connect(admin).subscribe(admin.customerTopic("queue:queuecall_created"));

        server.publish(VoipbinEvents.queuecall("waiting", admin));
        server.publish(TestEvent.of("queue_created", admin.customer()));
        server.publish(created);

        subscriber.assertEvent(created);
    }

    @Test
    void theServiceThatATypeIsOf() {
        String chat = UUID.randomUUID().toString();
        TestEvent message = chatmessage(chat).ownedBy(agent);
        Subscriber own = server.connect(agent).subscribe(agent.agentTopic("talk:chatmessage_created"));
        Subscriber one = server.connect(admin).subscribe(admin.customerTopic("talk:chatmessage_created:" + chat));

        server.publish(TestEvent.of("chatparticipant_added", admin.customer())
                .with("chat_id", chat)
                .ownedBy(agent));
        server.publish(chatmessage(UUID.randomUUID().toString()));
        server.publish(message);

        own.assertEvent(message);
        one.assertEvent(message);
    }

    @Test
    void aChatAndWhatIsSaidInItAndWhoJoins() {
        String chat = UUID.randomUUID().toString();
        TestEvent joined =
                TestEvent.of("chatparticipant_added", admin.customer()).with("chat_id", chat);
        TestEvent message = chatmessage(chat).ownedBy(agent);
        Subscriber desk = server.connect(admin).subscribe(admin.customerTopic("chat:" + chat));
        Subscriber owner = server.connect(agent).subscribe(agent.agentTopic("chat:" + chat));

        server.publish(chatmessage(UUID.randomUUID().toString()).ownedBy(agent));
        server.publish(joined);
        server.publish(message);

        desk.assertEvents("chatparticipant_added", "chatmessage_created");
        owner.assertEvent(message);
    }

    @Test
    void twoSpellingsOfOneTopicAreTwoSubscriptionsAndBringEachEventOnce() {
        TestEvent created = VoipbinEvents.call("created", "ringing", admin);
        TestEvent hangup = VoipbinEvents.then(created, "hangup", "hangup");
        Subscriber subscriber = server.connect(admin)
                .subscribe(admin.customerTopic("call"), admin.customerTopic("call:"), admin.customerTopic("call:*"));

        server.publish(created);
        subscriber.assertEvent(created);
        subscriber.unsubscribe(admin.customerTopic("call"));
        subscriber.unsubscribe(admin.customerTopic("call:*"));
        server.publish(hangup);

        subscriber.assertEvent(hangup);
    }

    @Test
    void theTwoTypesThatBreakThePattern() {
        TestEvent account = TestEvent.of("Account_created", admin.customer());
        TestEvent rejected = TestEvent.of("call.outbound_whitelist_rejected", admin.customer())
                .without("id")
                .with("call_id", UUID.randomUUID().toString())
                .with("destination_country", "us");
        Subscriber subscriber = server.connect(admin)
                .subscribe(
                        admin.customerTopic("account"),
                        admin.customerTopic("Account"),
                        admin.customerTopic("call:" + rejected.data().get("call_id")));

        server.publish(VoipbinEvents.call("created", "ringing", admin));
        server.publish(account);
        server.publish(rejected);

        subscriber.assertEvent(account);
        subscriber.assertEvent(rejected);
    }

    @Test
    void theResourceThatHasNoEvents() {
        TestEvent transcript = VoipbinEvents.transcript(admin, UUID.randomUUID().toString(), "in", "hello");
        Subscriber subscriber =
                server.connect(admin).subscribe(admin.customerTopic("transcription"), admin.customerTopic("call"));
        TestEvent call = VoipbinEvents.call("created", "ringing", admin);

        server.publish(transcript);
        server.publish(call);

        subscriber.assertEvent(call);
    }
}
