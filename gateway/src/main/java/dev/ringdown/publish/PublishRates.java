package dev.ringdown.publish;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.Pace;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.publishing.Verdict;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** How fast each publisher may publish. Thread-safe, without a lock. */
public final class PublishRates {
    private static final long BURST_NANOS = 1_000_000_000L;

    private final int eventsPerSecond;
    private final Publishing publishing;

    /** When each publisher is at rest again, see {@link Pace}. */
    private final ConcurrentMap<String, AtomicLong> rests = new ConcurrentHashMap<>();

    /**
     * @param eventsPerSecond in the long run and, since a batch comes at once, also the most at once; 0: no limit
     * @param publishing refuses what is too much
     */
    public PublishRates(int eventsPerSecond, Publishing publishing) {
        this.eventsPerSecond = eventsPerSecond;
        this.publishing = requireNonNull(publishing, "publishing");
    }

    /**
     * Why a publisher must wait before it publishes so many events, or null: then they are counted. A batch larger than a
     * second's worth needs a full second's worth, or it never could pass.
     */
    public Verdict.@Nullable Refused refusal(String publisher, int events, long nowNanos) {
        return tryTake(publisher, events, nowNanos)
                ? null
                : publishing.refuse(
                        Verdict.Reason.OVER_RATE,
                        "more than " + eventsPerSecond + " events a second (" + Limit.PUBLISH_RATE
                                + "); nothing was stored");
    }

    private boolean tryTake(String publisher, int events, long nowNanos) {
        if (eventsPerSecond == 0) {
            return true;
        }
        AtomicLong rest = rests.computeIfAbsent(publisher, first -> new AtomicLong());
        long nanos = Pace.nanosFor(Math.min(events, eventsPerSecond), eventsPerSecond);
        return Pace.tryTake(rest, nanos, BURST_NANOS, nowNanos);
    }
}
