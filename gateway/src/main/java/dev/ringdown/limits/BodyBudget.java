package dev.ringdown.limits;

import static java.util.Objects.requireNonNull;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of bodies are under way: of each who pays for them, a publisher or a webhook, and of all together.
 * Somebody is remembered only while bytes of theirs are. Thread-safe: one count for all, one for each payer.
 */
public final class BodyBudget {
    /**
     * What may be under way.
     *
     * @param perPayer names the bound of one payer
     * @param maxPerPayer bytes of one payer
     * @param ofAll names the bound of all together
     * @param maxOfAll bytes of all together
     */
    public record Bounds(Limit perPayer, long maxPerPayer, Limit ofAll, long maxOfAll) {
        public Bounds {
            requireNonNull(perPayer, "perPayer");
            requireNonNull(ofAll, "ofAll");
        }

        /** The same for each payer, and none for all together: of bodies of which nothing is kept. */
        public Bounds ofEachOnly() {
            return new Bounds(perPayer, maxPerPayer, ofAll, Long.MAX_VALUE);
        }
    }

    private final Bounds bounds;
    private final GatewayMetrics metrics;
    private final ConcurrentHashMap<String, Long> takenByPayer = new ConcurrentHashMap<>();
    private final AtomicLong taken = new AtomicLong();

    public BodyBudget(Bounds bounds, GatewayMetrics metrics) {
        this.bounds = requireNonNull(bounds, "bounds");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Takes so many bytes; if they do not fit, takes none and returns the limit that is reached, which is counted. */
    public @Nullable Limit tryTake(String payer, int bytes) {
        if (bytes == 0) {
            return null;
        }
        Limit reached = null;
        if (takenByPayer.merge(payer, (long) bytes, Long::sum) > bounds.maxPerPayer()) {
            reached = bounds.perPayer();
        }
        if (taken.addAndGet(bytes) > bounds.maxOfAll() && reached == null) {
            reached = bounds.ofAll();
        }
        if (reached != null) {
            give(payer, bytes);
            metrics.limitReached(reached);
        }
        return reached;
    }

    /** Gives back what was taken. */
    public void give(String payer, int bytes) {
        taken.addAndGet(-bytes);
        takenByPayer.computeIfPresent(payer, (who, held) -> held > bytes ? (Long) (held - bytes) : null);
    }

    /** Whether it is all payers together that have reached their bound, and not one of them. */
    public boolean isOfAll(Limit reached) {
        return reached == bounds.ofAll();
    }

    /** Bytes that are under way, of everybody. */
    public long taken() {
        return taken.get();
    }

    /** Payers of whom any bytes are under way. */
    int payers() {
        return takenByPayer.size();
    }
}
