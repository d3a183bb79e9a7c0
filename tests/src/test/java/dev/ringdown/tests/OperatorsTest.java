package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What operators look at: health, metrics and logs. */
class OperatorsTest {
    private static final Agent ADMIN = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with("logging.format=json", "logging.level=debug");

    /** What the test before has left behind is counted when it has gone. */
    @BeforeEach
    void allOthersHaveLeft() {
        assertMetric("ringdown_connections", 0);
        assertMetric("ringdown_sessions{transport=\"websocket\"}", 0);
    }

    private static Publisher operator() {
        return server.publisher();
    }

    /** Waits until a metric that is counted after the answer has this value. */
    private static void assertMetric(String series, double expected) {
        Awaitility.await()
                .atMost(Patience.LIMIT)
                .untilAsserted(
                        () -> assertThat(operator().metric(series)).as(series).isEqualTo(expected));
    }

    /** Does it, and waits until each of these metrics is one more. */
    private static void assertCounted(Runnable action, String... series) {
        double[] before = Arrays.stream(series)
                .mapToDouble(name -> operator().metric(name))
                .toArray();
        action.run();
        IntStream.range(0, series.length).forEach(i -> assertMetric(series[i], before[i] + 1));
    }

    @Test
    void aServerThatRunsIsAliveAndReady() {
        assertThat(operator().get("/livez").status()).isEqualTo(200);
        assertThat(operator().get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void metricsAreInTheFormatOfPrometheus() {
        HttpAnswer answer = operator().get("/metrics");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).startsWith("text/plain").contains("version=0.0.4");
        assertThat(answer.body().lines()).allMatch(line -> line.matches("#.*|[a-z0-9_:]+(\\{.*\\})? [-+0-9.eENaInf]+"));
    }

    @Test
    void connectionsAndSessionsAreCountedWhileTheyAreOpen() {
        Subscriber one = server.connect(ADMIN);
        Subscriber other = server.connect(ADMIN);
        one.settle();
        other.settle();

        assertMetric("ringdown_sessions{transport=\"websocket\"}", 2);
        assertMetric("ringdown_connections", 2);
    }

    @Test
    void eventsAndDeliveriesAreCounted() {
        Subscriber subscriber = server.connect(ADMIN).subscribe("call");

        assertCounted(
                () -> server.publish(TestEvent.call("created", ADMIN)),
                "ringdown_events_total",
                "ringdown_deliveries_total",
                "ringdown_publish_to_write_seconds_count");

        subscriber.assertEvents("call_created");
    }

    @Test
    void anEventThatComesAgainIsCountedAsDuplicate() {
        String event = TestEvent.call("created", ADMIN).cloudEvent("/tests", "again");
        operator().post(Publisher.CLOUD_EVENT, event);

        assertCounted(() -> operator().post(Publisher.CLOUD_EVENT, event), "ringdown_events_duplicate_total");
    }

    @Test
    void refusalsAreCountedByPortAndStatus() {
        assertCounted(() -> server.handshake().refusal(), "ringdown_refusals_total{port=\"public\",status=\"401\"}");
        assertCounted(
                () -> server.handshake().path("/nowhere").refusal(),
                "ringdown_refusals_total{port=\"public\",status=\"404\"}");
        assertCounted(
                () -> operator().post("text/plain", "nonsense"),
                "ringdown_refusals_total{port=\"internal\",status=\"415\"}");
    }

    @Test
    void closesAreCountedByCode() {
        assertCounted(
                () -> server.connect(ADMIN).close(), "ringdown_closes_total{code=\"1000\",transport=\"websocket\"}");
        assertCounted(
                () -> server.connect(ADMIN).vanish(), "ringdown_closes_total{code=\"1006\",transport=\"websocket\"}");
    }

    @Test
    void errorsOfClientsAreCountedByCode() {
        Subscriber subscriber = server.connect(ADMIN);

        assertCounted(() -> subscriber.sendWrong("nonsense"), "ringdown_client_errors_total{code=\"malformed\"}");

        subscriber.nextError("malformed");
    }

    @Test
    void everyLineOfAJsonLogIsAnObjectAndHoldsNoCredential() {
        String token = ADMIN.token();
        Subscriber subscriber =
                server.subscriber(server.handshake().token(token).open()).subscribe("call");
        server.handshake().accessKey("an-access-key-nobody-has").refusal();
        server.publish(TestEvent.call("created", ADMIN));
        subscriber.assertEvents("call_created");
        operator().withKey("a-publisher-key-nobody-has").post(Publisher.ENVELOPE, "{}");

        String log = server.process().out().text();
        assertThat(log.lines())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(Json.parse(line).path("level").asText())
                        .isIn("TRACE", "DEBUG", "INFO", "WARN", "ERROR"));
        assertThat(log)
                .doesNotContain(token)
                .doesNotContain("an-access-key-nobody-has")
                .doesNotContain("a-publisher-key-nobody-has")
                .doesNotContain(RunningServer.PUBLISHER_KEY);
    }
}
