package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Operator;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why did this browser not get that event? The operator's side of it. */
class TraceTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("admin.traces=1");

    private final Agent agent = Agent.plain();
    private final Operator operator = server.operator();
    private final Subscriber subscriber = server.connectWithNotices(agent);
    private final String id = subscriber.next("welcome").text("session");

    private void begin() {
        Awaitility.await() // until the session of the test before is gone
                .atMost(Patience.LIMIT)
                .until(() ->
                        operator.ask("GET", "/v1.0/sessions/" + id + "/trace").status() == 200);
    }

    @Test
    void everyFateOfAnEventHasItsReason() {
        TestEvent before = TestEvent.call("created", agent).ownedBy(agent);
        server.publish(before);
        subscriber.subscribeWith("\"types\":[\"call_hangup\",\"call_created\"]", "call");
        begin();

        server.publish(TestEvent.call("updated", agent).ownedBy(agent));
        server.publish(TestEvent.of("queue_created", agent.customer()).ownedBy(agent));
        server.publish(TestEvent.call("hangup", agent));
        server.publish(TestEvent.call("hangup", agent).ownedBy(agent));
        subscriber.assertEvents("call_hangup");
        subscriber.send("{\"type\":\"subscribe\",\"topics\":[\"call:" + before.id() + "\"],\"last\":1}");
        subscriber.assertEvent(before);

        assertThat(operator.tracedEvents(id))
                .containsExactly(
                        "filtered call_updated types",
                        "filtered queue_created topics",
                        "filtered call_hangup forbidden",
                        "sent call_hangup",
                        "caught-up call_created");
    }

    @Test
    void whatIsSaidIsToldAndNoToken() {
        begin();

        String token = agent.token();
        subscriber.send("{\"type\":\"authenticate\",\"token\":\"" + token + "\",\"id\":1}");
        subscriber.next("authenticated");

        JsonNode trace = operator.trace(id, 0);
        assertThat(trace.path("entries").findValuesAsText("type")).containsExactly("authenticate", "authenticated");
        assertThat(trace.toString()).doesNotContain(token);
        assertThat(operator.trace(id, trace.path("next").asLong()).path("entries"))
                .isEmpty();
    }

    @Test
    void oneTraceTooManyIsRefused() {
        Subscriber other = server.connectWithNotices(agent);
        String otherId = other.next("welcome").text("session");
        begin();

        operator.ask("GET", "/v1.0/sessions/" + otherId + "/trace")
                .assertProblem(429, "admin.traces")
                .assertRetryAfter();
    }
}
