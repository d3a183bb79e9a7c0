package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final Agent ADMIN = Agent.admin();

    @Test
    void aServerThatWarmsUpServesButIsNotReady() {
        try (RunningServer server = RunningServer.start("server.warm-up=60s")) {
            HttpAnswer answer = server.publisher().get("/readyz");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.body()).contains("warming up");

            Subscriber subscriber = server.connect(ADMIN).subscribe("call");
            server.publish(TestEvent.call("created", ADMIN));
            subscriber.assertEvents("call_created");
        }
    }

    @Test
    void aNodeThatIsAloneWarmsUpNoMoreWhenSomebodyIsThere() {
        try (RunningServer server = RunningServer.start("server.warm-up=60s")) {
            server.publisher().get("/readyz").assertProblem(503, "warming up");

            server.connect(ADMIN);

            awaitReady(server);
        }
    }

    @Test
    void aNodeBesideOthersWarmsUpToTheEnd() {
        try (RunningServer server = RunningServer.start("server.alone=false", "server.warm-up=60s")) {
            server.connect(ADMIN).subscribe("call");

            server.publisher().get("/readyz").assertProblem(503, "warming up");
        }
    }

    @Test
    void theWarmUpLeavesNoTrace() {
        try (RunningServer server = RunningServer.start("server.warm-up=500ms", "logging.level=debug")) {
            awaitReady(server);

            for (String series : new String[] {
                "ringdown_events_total",
                "ringdown_deliveries_total",
                "ringdown_sessions{transport=\"websocket\"}",
                "ringdown_sessions{transport=\"sse\"}",
                "ringdown_connections"
            }) {
                assertThat(server.publisher().metric(series)).as(series).isZero();
            }
            assertThat(server.process().out().all())
                    .as("what its own clients do")
                    .noneMatch(line -> line.contains("session="));
        }
    }

    private static void awaitReady(RunningServer server) {
        Awaitility.await()
                .atMost(Patience.LIMIT)
                .untilAsserted(() ->
                        assertThat(server.publisher().get("/readyz").status()).isEqualTo(200));
    }
}
