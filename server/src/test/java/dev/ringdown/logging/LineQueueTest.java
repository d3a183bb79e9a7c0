package dev.ringdown.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Lines that wait for whoever writes them. */
class LineQueueTest {
    /** Takes nothing until it is let; it holds the first line meanwhile. */
    private static final class Stuck extends AppenderBase<ILoggingEvent> {
        private final CountDownLatch holdsOne = new CountDownLatch(1);
        private final CountDownLatch let = new CountDownLatch(1);
        private final List<String> written = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            holdsOne.countDown();
            awaitIn(let);
            written.add(event.getLevel() + " " + event.getFormattedMessage());
        }
    }

    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Stuck stuck = new Stuck();
    private final LineQueue queue = new LineQueue();

    private static void awaitIn(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) { // the queue ends, and has what is left written by this thread
            awaitIn(latch);
            Thread.currentThread().interrupt();
        }
    }

    @BeforeEach
    void start() {
        stuck.setContext(context);
        stuck.start();
        queue.setContext(context);
        queue.addAppender(stuck);
        queue.start();
    }

    @AfterEach
    void stop() {
        stuck.let.countDown();
        queue.stop();
    }

    private void log(String message) {
        queue.doAppend(new LoggingEvent("", context.getLogger("dev.ringdown.access"), Level.INFO, message, null, null));
    }

    /** As many as may wait, beside the one that is being written. */
    private void fill() {
        log("0");
        awaitIn(stuck.holdsOne);
        IntStream.rangeClosed(1, LineQueue.LINES).forEach(i -> log(Integer.toString(i)));
    }

    @Test
    void asManyAsMayWaitAreAllWritten() {
        fill();

        stop();

        assertThat(stuck.written).hasSize(LineQueue.LINES + 1).endsWith("INFO " + LineQueue.LINES);
    }

    @Test
    void nobodyWaitsForRoomAndWhatHadNoneIsCounted() {
        fill();
        log("no room");
        log("no room");

        stop();

        assertThat(stuck.written)
                .hasSize(LineQueue.LINES + 2)
                .endsWith("INFO " + LineQueue.LINES, "WARN lines not written times=2")
                .doesNotContain("INFO no room");
    }
}
