package dev.ringdown.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DemoPublishingTest {
    private static final long SEED = 20;

    private final RecordingServer server = new RecordingServer();
    private final ManualTime time = new ManualTime();

    @AfterEach
    void close() {
        server.close();
        assertThat(demoThreads()).isEmpty();
    }

    @Test
    void everyCustomersEventsArriveInTheOrderInWhichTheyHappened() throws Exception {
        try (DemoPublishing publishing = publishing(time)) {
            publishing.start();
            server.awaitRequests(500);
        }

        assertEverythingArrivedInOrder(250);
    }

    @Test
    void aServerThatIsOverloadedNowAndThenStillGetsEverythingInOrder() throws Exception {
        server.plan(503, 503, 202, 503, 429, 202, 202, 503, 503, 503, 503, 202, 429);
        try (DemoPublishing publishing = publishing(time)) {
            publishing.start();
            server.awaitRequests(1_000);
        }

        assertEverythingArrivedInOrder(500);
    }

    @Test
    void theWorldDoesNotRunAheadOfTheClock() throws Exception {
        try (DemoPublishing publishing = publishing(time)) {
            publishing.start();
            server.awaitRequests(1_000);
        }

        assertThat(time.nanoTime()).isGreaterThanOrEqualTo(story().get(999).atNanos());
    }

    @Test
    void theCountIsOfWhatTheServerTook() throws Exception {
        server.plan(422);
        DemoPublishing publishing = publishing(time);
        publishing.start();
        server.awaitRequests(100);
        publishing.close();

        assertThat(publishing.failed()).isEqualTo(1);
        assertThat(publishing.published()).isBetween(90L, (long) server.taken().size());
    }

    @Test
    void closingDoesNotWaitForAServerThatDoesNotAnswer() throws Exception {
        server.fallSilent();
        DemoPublishing publishing = publishing(time);
        publishing.start();
        server.awaitRequests(1);

        publishing.close();

        assertThat(demoThreads()).isEmpty();
        assertThat(publishing.published()).isZero();
    }

    @Test
    void aFaultOfTheDemoComesOutWhenItIsClosed() throws Exception {
        CountDownLatch paused = new CountDownLatch(1);
        DemoPublishing publishing = publishing(new ManualTime(() -> {
            paused.countDown();
            throw new UnsupportedOperationException("no time");
        }));
        publishing.start();
        paused.await();

        assertThatThrownBy(publishing::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("demo had stopped publishing after 0 events")
                .hasRootCauseMessage("no time");
    }

    @Test
    void whatWasNeverStartedCanBeClosed() {
        assertThatCode(publishing(time)::close).doesNotThrowAnyException();
    }

    private DemoPublishing publishing(DemoTime demoTime) {
        return new DemoPublishing(server.base(), "demo-key", SEED, 1_000, demoTime);
    }

    /** Each customer's first events are at the server, none of them twice or out of turn. */
    private void assertEverythingArrivedInOrder(int leastEvents) {
        List<Told> taken = server.taken().stream().map(Told::ofBody).toList();
        List<Told> story = story();
        assertThat(taken).hasSizeGreaterThan(leastEvents);
        assertThat(Population.of(SEED, 3)).extracting(DemoCustomer::id).allSatisfy(customer -> {
            List<String> arrived = of(customer, taken);
            assertThat(arrived).isNotEmpty();
            assertThat(of(customer, story)).startsWith(arrived.toArray(String[]::new));
        });
    }

    private static List<String> of(UUID customer, List<Told> events) {
        return events.stream()
                .filter(event -> event.text("customer_id").equals(customer.toString()))
                .map(event -> event.type() + ' ' + event.text("id"))
                .toList();
    }

    private static List<Told> story() {
        return Told.first(10_000, SEED, 1_000);
    }

    private static List<String> demoThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("demo-"))
                .toList();
    }
}
