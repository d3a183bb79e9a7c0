package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a position tells: how far one customer's events are, and nothing of anybody else's. */
class PositionsTest {
    private final Agent admin = Agent.admin();
    private final Agent stranger = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with("limits.heartbeat=1s", "limits.position-wait=0s");

    private static String ping(Subscriber subscriber) {
        subscriber.send("{\"type\":\"ping\",\"id\":1}");
        return subscriber.skipHeartbeats().next("pong").text("sequence");
    }

    @Test
    void aPlainAgentsPositionsStandStillWhileOnlyOthersPublish() {
        Agent plain = Agent.plain();
        String first = server.publish(TestEvent.call("created", plain)).sequence();
        Subscriber subscriber = server.connectWithNotices(plain);
        assertThat(subscriber.next("welcome").text("sequence")).isEqualTo(first);
        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":2}");
        assertThat(subscriber.skipHeartbeats().next("subscribed").text("sequence"))
                .isEqualTo(first);

        for (int i = 0; i < 17; i++) {
            server.publish(TestEvent.call("updated", stranger));
        }

        assertThat(ping(subscriber)).isEqualTo(first);
        Message heartbeat = subscriber.next("heartbeat");
        assertThat(heartbeat.text("sequence")).isEqualTo(first);
        assertThat(heartbeat.json().path("lag").asInt(-1)).isZero();
        Subscriber later = server.connectWithNotices(plain);
        assertThat(later.next("welcome").text("sequence")).isEqualTo(first);
        subscriber.vanish(); // the next heartbeat may come at any time
        later.vanish();
    }

    @Test
    void theNextEventOfACustomerHasTheNextPositionWhateverOthersPublish() {
        String first = server.publish(TestEvent.call("created", admin)).sequence();
        server.publish(TestEvent.call("created", stranger));
        server.publish(TestEvent.call("hangup", stranger));
        String second = server.publish(TestEvent.call("hangup", admin)).sequence();
        String foreign =
                server.publish(TestEvent.call("created", Agent.admin())).sequence();

        assertThat(countOf(second)).isEqualTo(countOf(first) + 1);
        assertThat(countOf(foreign)).isOne();
    }

    private static long countOf(String sequence) {
        return Long.parseLong(sequence.substring(sequence.indexOf('-') + 1), 16);
    }

    @Test
    void whoIsAheadOfTheNodeIsToldToComeBack() {
        String ahead = aheadOf(server.publish(TestEvent.call("created", admin)));
        Subscriber subscriber = server.connect(admin);

        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":1,\"after\":\"" + ahead + "\"}");

        Message error = subscriber.nextError("unavailable");
        assertThat(error.text("limit")).isEqualTo("limits.position-wait");
        assertThat(error.text("message")).startsWith("after: " + ahead);
    }

    @Test
    void anEventStreamThatIsAheadIsToldWhenToComeBack() {
        String ahead = aheadOf(server.publish(TestEvent.call("created", admin)));
        String query = "topics=call&after=" + ahead + "&token=" + admin.token();

        server.handshake()
                .path("/v1.0/events/stream?" + query)
                .refusal()
                .assertProblem(503, "after or Last-Event-ID: " + ahead)
                .assertRetryAfter();
    }

    /** A browser comes back only to what was a stream. */
    @Test
    @Tag("curl")
    void aBrowserThatIsAheadGetsAStreamThatTellsIt() {
        String ahead = aheadOf(server.publish(TestEvent.call("created", admin)));
        String query = "topics=call&after=" + ahead + "&token=" + admin.token();

        try (EventStream stream = EventStream.curl(server.streamUrl(query), "-H", "Accept: text/event-stream")) {
            assertThat(stream.next("closing").message().json().path("code").asInt())
                    .isEqualTo(1013);
            assertThat(stream.awaitEnd().exitCode()).isZero();
        }
    }

    private static String aheadOf(Publisher.Receipt receipt) {
        String sequence = receipt.sequence();
        int dash = sequence.indexOf('-') + 1;
        return sequence.substring(0, dash) + String.format("%016x", countOf(sequence) + 1_000);
    }
}
