package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What was missed, the newest few, or what is alive: each is sent, and what happens next follows without a hole. */
class HistoryTest {
    private final Agent admin = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private JsonNode subscribe(Subscriber subscriber, String members) {
        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1," + members + "}");
        return subscriber.next("subscribed").json();
    }

    @Test
    void whoResumesGetsWhatWasMissedThenLive() {
        Publisher.Receipt seen = server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("progressing", admin));
        server.publish(TestEvent.of("queue_updated", admin.customer()));
        server.publish(TestEvent.call("updated", admin));
        Subscriber subscriber = server.connect(admin);

        JsonNode subscribed = subscribe(subscriber, "\"after\":\"" + seen.sequence() + "\"");
        server.publish(TestEvent.call("hangup", admin));

        assertThat(subscribed.path("recovered").asBoolean()).isTrue();
        subscriber.assertEvents("call_progressing", "call_updated", "call_hangup");
    }

    @Test
    void thePositionInWelcomeIsOneToResumeFrom() {
        server.publish(TestEvent.call("created", admin));
        String welcome = server.connectWithNotices(admin).next("welcome").text("sequence");
        server.publish(TestEvent.call("hangup", admin));
        Subscriber subscriber = server.connect(admin);

        JsonNode subscribed = subscribe(subscriber, "\"after\":\"" + welcome + "\"");

        assertThat(subscribed.path("sequence").asText()).isEqualTo(welcome);
        subscriber.assertEvents("call_hangup");
    }

    @Test
    void theNewestFewComeOldestFirst() {
        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("progressing", admin));
        server.publish(TestEvent.call("updated", admin));
        Subscriber subscriber = server.connect(admin);

        JsonNode subscribed = subscribe(subscriber, "\"last\":2");
        server.publish(TestEvent.call("hangup", admin));

        assertThat(subscribed.path("replayed").asInt()).isEqualTo(2);
        subscriber.assertEvents("call_progressing", "call_updated", "call_hangup");
    }

    @Test
    void aSnapshotIsWhatIsAlive() {
        TestEvent ended = TestEvent.call("created", admin);
        server.publish(ended);
        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.call("hangup", admin).with("id", ended.id()));
        Subscriber subscriber = server.connect(admin);

        JsonNode subscribed = subscribe(subscriber, "\"snapshot\":true");
        server.publish(TestEvent.call("updated", admin));

        assertThat(subscribed.path("snapshot").asInt()).isEqualTo(1);
        assertThat(subscribed.path("complete").asBoolean()).isTrue();
        subscriber.assertEvents("call_created", "call_updated");
    }

    @Test
    void whatIsReplayedIsForbiddenWhereLiveIs() {
        server.publish(TestEvent.call("created", admin));
        Agent stranger = Agent.admin();
        Subscriber subscriber = server.connect(stranger);

        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"" + admin.customerTopic("call") + "\"],\"last\":10}");

        subscriber.nextError("forbidden");
    }
}
