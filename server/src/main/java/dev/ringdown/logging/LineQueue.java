package dev.ringdown.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Has lines written by a thread of its own, so that an event loop waits neither for a disk nor for whoever reads standard output.
 * Lines for which there is no room are not written; how many they were is told by a line of their logger, before the next that
 * is written or at the end. Thread-safe.
 */
public final class LineQueue extends AsyncAppender {
    /** Lines that may wait; each is some hundred bytes in memory. */
    static final int LINES = 8_192;

    /** Room that is kept free for as many threads as may log at the same moment: else one of them would wait after all. */
    private static final int SPARE = 256;

    /** How long the end may wait for what has not been written. */
    private static final int FLUSH_MILLIS = 5_000;

    private final AtomicLong unwritten = new AtomicLong();
    private volatile String unwrittenLogger = "";

    public LineQueue() {
        setQueueSize(LINES + SPARE);
        setDiscardingThreshold(0);
        setMaxFlushTime(FLUSH_MILLIS);
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (getRemainingCapacity() <= SPARE) {
            unwrittenLogger = event.getLoggerName();
            unwritten.incrementAndGet();
        } else {
            tellUnwritten();
            super.append(event);
        }
    }

    private void tellUnwritten() {
        if (unwritten.get() == 0) {
            return;
        }
        long times = unwritten.getAndSet(0);
        if (times > 0) { // another thread may have told of them
            LoggerContext context = (LoggerContext) getContext();
            super.append(new LoggingEvent(
                    LineQueue.class.getName(),
                    context.getLogger(unwrittenLogger),
                    Level.WARN,
                    "lines not written times={}",
                    null,
                    new Object[] {times}));
        }
    }

    @Override
    public void stop() {
        if (isStarted()) {
            tellUnwritten();
        }
        super.stop();
    }
}
