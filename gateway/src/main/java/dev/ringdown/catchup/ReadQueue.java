package dev.ringdown.catchup;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.TurnQueue;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where everybody waits who reads the log. Customers take turns, so that nobody waits for what another customer asked for
 * longer than for one read of each. Within a customer those who catch up take turns with those who ask for history; these
 * take turns by holder, then by session. A read is a short one: who needs more comes again. Thread-safe.
 */
public final class ReadQueue {
    /** Whose turn a read is. Immutable. */
    public record Place(List<Object> path) {
        private enum Kind {
            CATCHING_UP,
            ASKING
        }

        public Place {
            path = List.copyOf(path);
        }

        /** All who catch up with the events of a customer. */
        public static Place catchingUp(UUID customer) {
            return new Place(List.of(customer, Kind.CATCHING_UP));
        }

        /**
         * A session that asks for history.
         *
         * @param holder equal for all sessions of one holder
         */
        public static Place asking(UUID customer, Object holder, String session) {
            return new Place(List.of(customer, Kind.ASKING, holder, session));
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(ReadQueue.class);

    private final Executor readers;
    private final int threads;
    private final int maxWaiting;
    private final GatewayMetrics metrics;

    // Guarded by this.
    private final TurnQueue<Runnable> waiting = new TurnQueue<>();
    private int active;

    /**
     * @param readers where the disk is read
     * @param threads how many reads may go on at a time
     * @param maxWaiting how many reads may wait
     */
    public ReadQueue(Executor readers, int threads, int maxWaiting, GatewayMetrics metrics) {
        this.readers = requireNonNull(readers, "readers");
        this.threads = threads;
        this.maxWaiting = maxWaiting;
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Lets a read wait for its turn; false if too many wait already, or no reader is there. */
    public boolean offer(Place place, Runnable read) {
        synchronized (this) {
            if (waiting.size() >= maxWaiting) {
                metrics.limitReached(Limit.READ_REQUESTS);
                return false;
            }
            waiting.add(place.path, read);
            if (active == threads) {
                return true;
            }
            active++;
        }
        try {
            readers.execute(this::work);
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("no reader is free");
            return !giveUp(place, read);
        }
    }

    /** Whether the read was still waiting, and nobody will come to it. */
    private synchronized boolean giveUp(Place place, Runnable read) {
        active--;
        return active == 0 && waiting.remove(place.path, read);
    }

    private void work() {
        for (Runnable read = nextOrEnd(); read != null; read = nextOrEnd()) {
            try {
                read.run();
            } catch (RejectedExecutionException e) {
                LOG.debug("one who waited for a read is gone: its event loop has ended");
            } catch (RuntimeException | Error e) { // whatever it was, the others still wait
                LOG.error("a read failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable nextOrEnd() {
        Runnable next = waiting.poll();
        if (next == null) {
            active--;
        }
        return next;
    }

    /** How many reads wait. */
    public synchronized int waiting() {
        return waiting.size();
    }
}
