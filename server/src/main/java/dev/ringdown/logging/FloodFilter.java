package dev.ringdown.logging;

import static java.util.Objects.requireNonNull;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Lets through so many lines a second of each kind, and then tells how many more there were: most lines are about clients, who
 * can cause as many as they like. Thread-safe.
 *
 * <p>Logback's {@code DuplicateMessageFilter} lets a kind through a few times and then never again.
 */
public final class FloodFilter extends Filter<ILoggingEvent> {
    /** Lines of one kind in a second, unless the configuration says otherwise. */
    public static final int DEFAULT_LINES_PER_SECOND = 50;

    /** Lines of the product are of far fewer kinds; those of libraries beyond it share one for each level of a logger. */
    private static final int MAX_KINDS = 1_000;

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String NOT_WRITTEN = "lines not written times={} like=\"{}\"";

    /** Runs a task once, a second later. */
    interface Later {
        void inASecond(Runnable task);
    }

    private record Kind(String logger, Level level, String format) {}

    private final LongSupplier nanoTime;
    private final @Nullable Later later;
    private final ConcurrentMap<Kind, Flood> floods = new ConcurrentHashMap<>();
    private volatile int linesPerSecond = DEFAULT_LINES_PER_SECOND;

    /** As Logback makes it. */
    public FloodFilter() {
        this.nanoTime = System::nanoTime;
        this.later = null;
    }

    FloodFilter(int linesPerSecond, LongSupplier nanoTime, Later later) {
        this.linesPerSecond = linesPerSecond;
        this.nanoTime = nanoTime;
        this.later = later;
    }

    /** How many lines of one kind are written in a second. */
    public void setLinesPerSecond(int lines) {
        linesPerSecond = lines;
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        Kind kind = new Kind(event.getLoggerName(), event.getLevel(), String.valueOf(event.getMessage()));
        if (floods.size() >= MAX_KINDS && !floods.containsKey(kind)) {
            kind = new Kind(kind.logger, kind.level, "");
        }
        return flood(kind).passes() ? FilterReply.NEUTRAL : FilterReply.DENY;
    }

    private Flood flood(Kind kind) {
        return requireNonNull(floods.computeIfAbsent(kind, Flood::new));
    }

    private void inASecond(Runnable task) {
        if (later != null) {
            later.inASecond(task);
        } else {
            var unused = getContext().getScheduledExecutorService().schedule(task, 1, TimeUnit.SECONDS);
        }
    }

    /** The lines of one kind. Guarded by itself. */
    private final class Flood {
        private final Kind kind;
        private long sinceNanos = nanoTime.getAsLong();
        private int written;
        private long unwritten;

        Flood(Kind kind) {
            this.kind = kind;
        }

        synchronized boolean passes() {
            long now = nanoTime.getAsLong();
            if (now - sinceNanos >= SECOND_NANOS) {
                sinceNanos = now;
                written = 0;
            }
            if (written < linesPerSecond) {
                written++;
                return true;
            }
            if (++unwritten == 1) {
                inASecond(this::tell);
            }
            return false;
        }

        private void tell() {
            long times;
            synchronized (this) {
                times = unwritten;
                unwritten = 0;
            }
            LoggerFactory.getLogger(kind.logger)
                    .atLevel(org.slf4j.event.Level.valueOf(kind.level.toString()))
                    .log(NOT_WRITTEN, times, kind.format);
        }
    }
}
