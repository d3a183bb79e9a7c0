package dev.ringdown.fanout;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.LogEntry;
import dev.ringdown.metrics.GatewayMetrics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries to receivers that are brought up from the log, past live delivery. Whoever is to get the same entries as
 * others whose sockets have not taken them yet shares their frames: what waits for a thousand pages that open at the same
 * moment is about what they are told, not a thousand times that. Confined to its event loop.
 */
public final class LogDelivery {
    /** Bytes that wait for sockets of one loop, at which it is crowded. */
    static final long CROWDED_BYTES = 16L * 1024 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(LogDelivery.class);

    private final Loop loop;
    private final FrameEncoder encoder;
    private final GatewayMetrics metrics;
    private final Map<Stretch, Shared> waiting = new HashMap<>();
    private long waitingBytes;

    LogDelivery(Loop loop, FrameEncoder encoder, GatewayMetrics metrics) {
        this.loop = requireNonNull(loop, "loop");
        this.encoder = requireNonNull(encoder, "encoder");
        this.metrics = requireNonNull(metrics, "metrics");
    }

    /** Whether so much waits for sockets that less of it is to be written at a time. */
    public boolean isCrowded() {
        return waitingBytes >= CROWDED_BYTES;
    }

    /**
     * Writes entries to a receiver, at least one.
     *
     * @param taken run once the system has all of it, or the connection has gone; not if the receiver has failed
     */
    public void deliver(List<LogEntry> entries, Receiver receiver, Runnable taken) {
        assert loop.inEventLoop();
        try {
            write(shared(entries), receiver, taken);
            metrics.caughtUp(entries.size());
        } catch (RuntimeException | OutOfMemoryError e) { // Netty throws the latter when direct memory is used up
            LOG.error("cannot write entries={}", entries.size(), e);
            receiver.failed();
        }
    }

    private Shared shared(List<LogEntry> entries) {
        Stretch stretch = new Stretch(entries);
        Shared shared = waiting.get(stretch);
        if (shared == null) {
            shared = new Shared(stretch, encoder.encode(entries));
            waiting.put(stretch, shared);
        }
        return shared;
    }

    private void write(Shared shared, Receiver receiver, Runnable taken) {
        Write write = new Write(shared, taken);
        try {
            receiver.writeFromLog(shared.frames, write);
        } catch (RuntimeException | OutOfMemoryError e) {
            write.end();
            throw e;
        }
        if (shared.writes > 0) {
            count(shared, shared.frames.bytes()); // a form of them may have been made only now
        }
    }

    private void count(Shared shared, long bytes) {
        long change = bytes - shared.countedBytes;
        if (change != 0) {
            shared.countedBytes = bytes;
            waitingBytes += change;
            metrics.waitsFromLog(change);
        }
    }

    /** Some entries, which are the same as others at the same offsets. Immutable. */
    private static final class Stretch {
        private final List<LogEntry> entries;

        Stretch(List<LogEntry> entries) {
            this.entries = entries;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Stretch stretch && isSame(stretch.entries);
        }

        private boolean isSame(List<LogEntry> others) {
            if (others.size() != entries.size()) {
                return false;
            }
            for (int i = 0; i < others.size(); i++) {
                if (others.get(i).offset() != entries.get(i).offset()) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(entries.get(0).offset()) * 31 + entries.size();
        }
    }

    /** Frames for which at least one socket waits, or is about to. */
    private static final class Shared {
        private final Stretch stretch;
        private final Frames frames;
        private int writes;
        private long countedBytes;

        Shared(Stretch stretch, Frames frames) {
            this.stretch = stretch;
            this.frames = frames;
        }
    }

    /** One receiver's. */
    private final class Write implements Runnable {
        private final Shared shared;
        private final Runnable taken;
        private boolean ended;

        Write(Shared shared, Runnable taken) {
            this.shared = shared;
            this.taken = taken;
            shared.writes++;
        }

        @Override
        public void run() {
            assert loop.inEventLoop();
            end();
            taken.run();
        }

        /** It waits no more. */
        private void end() {
            if (ended) {
                return;
            }
            ended = true;
            shared.writes--;
            if (shared.writes == 0) {
                waiting.remove(shared.stretch);
                count(shared, 0);
                shared.frames.release();
            }
        }
    }
}
