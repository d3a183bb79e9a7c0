package dev.ringdown.torture.cluster;

import dev.ringdown.torture.load.Pauses;
import dev.ringdown.torture.load.Watch;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether everybody is there, ready, and heard. Confined to the thread that runs the whole. */
final class Health {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final Cluster cluster;
    private final List<Watch> watches;
    private final Pauses pauses;

    /**
     * @param watches those of the clients that are always there
     * @param pauses tell of publishers who wait
     */
    Health(Cluster cluster, List<Watch> watches, Pauses pauses) {
        this.cluster = cluster;
        this.watches = watches;
        this.pauses = pauses;
    }

    /** A process that should be there and is not; null if there is none. */
    @Nullable
    String missing() {
        for (int i = 0; i < cluster.brokers().size(); i++) {
            if (!cluster.brokers().get(i).isAlive()) {
                return "broker " + (i + 1) + " has ended by itself";
            }
        }
        for (Node node : cluster.nodes().all()) {
            if (!node.process().isAlive()) {
                return node.name() + " has ended by itself";
            }
        }
        return null;
    }

    /** A node that a balancer would send nobody to; null if there is none. */
    @Nullable
    String unready() {
        for (Node node : cluster.nodes().all()) {
            if (!node.isUp()) {
                return node.name() + " is not ready: " + node.process().text("/readyz");
            }
        }
        return null;
    }

    /** A client that is always there and got nothing since, or a publisher that waits since before; null if there is none. */
    private @Nullable String deaf(long sinceNanos) {
        for (Watch watch : watches) {
            if (watch.heardNanos() - sinceNanos <= 0) {
                return "no event since: " + watch;
            }
        }
        return pauses.waitingSince(sinceNanos);
    }

    /** A broker that has not everything yet; null if there is none. */
    private @Nullable String behind() throws InterruptedException {
        try {
            int inSync = cluster.leaders().inSync();
            return inSync == cluster.brokers().size() ? null : "brokers that have everything: " + inSync;
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    /**
     * Waits until all is well. Returns what is not after that time; null if nothing.
     *
     * @param sinceNanos clients must have got an event since, and publishers what they sent before acknowledged
     */
    @Nullable
    String awaitWell(long sinceNanos, Duration atMost) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (true) {
            String fault = missing();
            fault = fault == null ? unready() : fault;
            fault = fault == null ? deaf(sinceNanos) : fault;
            if (fault == null || System.nanoTime() - deadlineNanos > 0) {
                return fault;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }

    /** Waits until every broker has everything; the same. */
    @Nullable
    String awaitInSync(Duration atMost) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + atMost.toNanos();
        while (true) {
            String fault = behind();
            if (fault == null || System.nanoTime() - deadlineNanos > 0) {
                return fault;
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
    }
}
