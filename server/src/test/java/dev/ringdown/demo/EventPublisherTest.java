package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EventPublisherTest {
    private static final UUID CUSTOMER = UUID.fromString("5013bc52-da9a-41ee-844f-2fa34248de28");
    private static final DemoEvent CREATED = event("call_created");
    private static final DemoEvent RINGING = event("call_ringing");
    private static final DemoEvent HANGUP = event("call_hangup");

    private final ManualTime time = new ManualTime();
    private final RecordingServer server = new RecordingServer();
    private final EventPublisher publisher = new EventPublisher(server.base(), "demo-key", time);
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listenToTheLog() {
        log.start();
        logger().setLevel(Level.INFO);
        logger().addAppender(log);
    }

    @AfterEach
    void close() {
        logger().detachAppender(log);
        logger().setLevel(null);
        server.close();
    }

    @Test
    void anEventIsPostedAsTheEnvelopeWithThePublishersKey() throws Exception {
        publisher.publish(CREATED);

        assertThat(server.requests())
                .containsExactly(new RecordingServer.Request(
                        "POST", "/v1.0/events", "application/json", "Bearer demo-key", CREATED.body()));
        assertThat(publisher.published()).isEqualTo(1);
        assertThat(log.list).isEmpty();
    }

    @Test
    void aBaseThatEndsInASlashIsTheSameBase() throws Exception {
        new EventPublisher(URI.create(server.base() + "/"), "demo-key", time).publish(CREATED);

        assertThat(server.requests()).extracting(RecordingServer.Request::path).containsExactly("/v1.0/events");
    }

    @Test
    void anOverloadedServerIsTriedAgainAndGetsEverythingInOrder() throws Exception {
        server.plan(503, 429, 503);

        publisher.publish(CREATED);
        publisher.publish(RINGING);
        publisher.publish(HANGUP);

        assertThat(server.taken()).containsExactly(CREATED.body(), RINGING.body(), HANGUP.body());
        assertThat(server.requests()).hasSize(6);
        assertThat(publisher.published()).isEqualTo(3);
        assertThat(publisher.failed()).isZero();
    }

    @Test
    void thePausesBetweenTriesGrowUpToFiveSecondsAndStartAnewForTheNextEvent() throws Exception {
        server.plan(503, 503, 503, 503, 503, 503, 503, 503);
        publisher.publish(CREATED);
        server.plan(503);
        publisher.publish(RINGING);

        assertThat(time.pauses().stream().map(Duration::toMillis))
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 100L);
    }

    @Test
    void anOutageIsToldOnceWhenItBeginsAndOnceWhenItIsOver() throws Exception {
        server.plan(503, 503, 503);

        publisher.publish(CREATED);
        publisher.publish(RINGING);

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
        assertThat(log.list.get(0).getFormattedMessage())
                .isEqualTo("demo waits for the server url=" + server.base()
                        + "/v1.0/events cause=\"status 503\": trying again until it takes events, none is lost");
        assertThat(log.list.get(1).getFormattedMessage()).isEqualTo("demo goes on after=600ms");
    }

    @Test
    void aSingleFailureIsTriedAgainWithoutAWord() throws Exception {
        server.plan(503);

        publisher.publish(CREATED);

        assertThat(server.taken()).containsExactly(CREATED.body());
        assertThat(publisher.retries()).isEqualTo(1);
        assertThat(log.list).isEmpty();
    }

    @Test
    void aServerThatStumblesOverEveryEventIsNotToldOfEveryTime() throws Exception {
        server.plan(503, 503);
        publisher.publish(CREATED);
        server.plan(503, 503);
        publisher.publish(RINGING);
        server.plan(503, 503);
        publisher.publish(HANGUP);

        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.WARN, Level.INFO);
    }

    @Test
    void aRefusalIsNotTriedAgainButCountedAndToldOnceForItsKind() throws Exception {
        server.plan(422, 422);

        publisher.publish(CREATED);
        publisher.publish(CREATED);
        publisher.publish(HANGUP);

        assertThat(server.taken()).containsExactly(HANGUP.body());
        assertThat(publisher.failed()).isEqualTo(2);
        assertThat(publisher.published()).isEqualTo(1);
        assertThat(log.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
        assertThat(log.list.get(0).getFormattedMessage())
                .contains("status=422", "type=call_created", CREATED.body())
                .doesNotContain("demo-key");
    }

    @Test
    void aServerThatComesLaterGetsTheEvent() throws Exception {
        int port = server.port();
        server.close();
        AtomicReference<@Nullable RecordingServer> later = new AtomicReference<>();
        ManualTime startsServer = new ManualTime(() -> later.compareAndSet(null, new RecordingServer(port)));

        new EventPublisher(server.base(), "demo-key", startsServer).publish(CREATED);

        try (RecordingServer started = requireNonNull(later.get())) {
            assertThat(started.taken()).containsExactly(CREATED.body());
        }
    }

    @Test
    void anAddressThatIsNotHttpIsRefused() {
        assertThatThrownBy(() -> new EventPublisher(URI.create("127.0.0.1"), "demo-key", time))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("internalBase: 127.0.0.1 (expected: http://<host>:<port>)");
    }

    private static DemoEvent event(String type) {
        return new DemoEvent(CUSTOMER, 0, type, "{\"type\":\"" + type + "\",\"data\":{\"id\":\"1\"}}");
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger("dev.ringdown.demo");
    }
}
