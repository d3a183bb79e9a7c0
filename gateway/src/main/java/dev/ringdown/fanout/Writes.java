package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.routing.Subscriber;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the receivers of one router get as it comes: entries are put together for each of them during a drain, and written once at its end.
 * Confined to the router's event loop.
 */
final class Writes {
    private static final Logger LOG = LoggerFactory.getLogger(Writes.class);

    private final Loop loop;
    private final FrameEncoder encoder;
    private final ReceiverList receivers;
    private final GatewayMetrics metrics;

    // Reused by every drain.
    private final List<Receiver> touched = new ArrayList<>();
    private final List<LogEntry> wanted = new ArrayList<>();
    private final List<Frames> made = new ArrayList<>();

    /** @param receivers of the router; who is not there any more is not written to */
    Writes(Loop loop, FrameEncoder encoder, ReceiverList receivers, GatewayMetrics metrics) {
        this.loop = loop;
        this.encoder = encoder;
        this.receivers = receivers;
        this.metrics = metrics;
    }

    /**
     * Gives one entry to everybody who wants it, to be written at the end of the drain.
     *
     * @param empty of this drain, the same for all of its entries
     */
    void add(LogEntry entry, List<Subscriber> found, Bundle empty) {
        boolean late = entry.topics().isLate();
        boolean taken = false;
        for (int i = 0, size = found.size(); i < size; i++) {
            Receiver receiver = (Receiver) found.get(i);
            if (!receiver.isLive() || late && receiver.hasEarlierCopy(entry)) {
                continue; // it gets this very entry from the log, or has the event
            }
            taken = true;
            Bundle bundle = receiver.bundle;
            if (bundle == null) {
                touched.add(receiver);
                bundle = empty;
            }
            receiver.bundle = bundle.with(entry);
        }
        if (taken) {
            wanted.add(entry);
        }
    }

    /**
     * The drain is over: writes what was added.
     *
     * @param afterOffset where the drain began
     */
    void flush(long afterOffset) {
        long deliveries = 0;
        for (int i = 0, size = touched.size(); i < size; i++) {
            Receiver receiver = touched.get(i);
            Bundle bundle = receiver.bundle;
            receiver.bundle = null;
            if (bundle == null || !receivers.contains(receiver)) {
                continue; // it closed while another one was written
            }
            if (receiver.isWritable()) {
                deliveries += write(bundle, receiver);
            } else {
                receiver.fellBehind(afterOffset);
            }
        }
        for (int i = 0, size = made.size(); i < size; i++) {
            made.get(i).release();
        }
        if (!wanted.isEmpty()) {
            measure(deliveries);
        }
        made.clear();
        touched.clear();
        wanted.clear();
    }

    /** Writes to one receiver; what is wrong with it is not to be felt by the others. */
    private int write(Bundle bundle, Receiver receiver) {
        try {
            receiver.write(bundle.frames(encoder, made));
            return bundle.size();
        } catch (RuntimeException | OutOfMemoryError e) { // Netty throws the latter when direct memory is used up
            LOG.error("cannot write entries={}", bundle.size(), e);
            receiver.failed();
            return 0;
        }
    }

    private void measure(long deliveries) {
        long now = loop.nanoTime();
        for (int i = 0, size = wanted.size(); i < size; i++) {
            metrics.written(now - wanted.get(i).receivedNanos());
        }
        metrics.drained(wanted.size(), deliveries);
    }
}
