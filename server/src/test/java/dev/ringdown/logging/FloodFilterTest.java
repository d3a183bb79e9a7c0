package dev.ringdown.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Three lines of one kind a second. */
class FloodFilterTest {
    private final Logger logger = (Logger) LoggerFactory.getLogger("dev.ringdown.logging.flooded");
    private final ListAppender<ILoggingEvent> written = new ListAppender<>();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private long nowNanos;

    @BeforeEach
    void attach() {
        FloodFilter filter = new FloodFilter(3, () -> nowNanos, later::add);
        written.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        written.addFilter(filter);
        written.start();
        logger.setLevel(Level.DEBUG);
        logger.setAdditive(false);
        logger.addAppender(written);
    }

    @AfterEach
    void detach() {
        logger.detachAppender(written);
        logger.setAdditive(true);
        logger.setLevel(null);
    }

    @Test
    void asManyAsThereMayBeAreWrittenAndTheOthersAreCounted() {
        refuse(3);
        assertThat(later).isEmpty();

        refuse(997);
        aSecondPasses();

        assertThat(lines())
                .containsExactly(
                        "DEBUG refused topic=0",
                        "DEBUG refused topic=1",
                        "DEBUG refused topic=2",
                        "DEBUG lines not written times=997 like=\"refused topic={}\"");
    }

    @Test
    void aFloodThatGoesOnIsToldOfOnceASecond() {
        refuse(10);
        aSecondPasses();
        refuse(10);
        aSecondPasses();

        assertThat(lines()).filteredOn(line -> line.contains("times=7")).hasSize(2);
        assertThat(lines()).hasSize(8);
    }

    /** So that nobody hides what he does behind a flood of something else. */
    @Test
    void linesOfAnotherKindAreWritten() {
        refuse(1_000);

        logger.debug("closed session={}", 1);
        logger.error("refused topic={}", 1);

        assertThat(lines()).contains("DEBUG closed session=1", "ERROR refused topic=1");
    }

    /** A library may have a stranger's text in what ought to be the form of its lines. */
    @Test
    void howManyKindsThereAreIsBounded() {
        IntStream.range(0, 5_000).forEach(i -> logger.warn("GET /" + i));

        assertThat(lines()).hasSize(1_003);
    }

    private void refuse(int times) {
        IntStream.range(0, times).forEach(i -> logger.debug("refused topic={}", i));
    }

    private void aSecondPasses() {
        nowNanos += TimeUnit.SECONDS.toNanos(1);
        List.copyOf(later).forEach(Runnable::run);
        later.clear();
    }

    private List<String> lines() {
        return written.list.stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage())
                .toList();
    }
}
