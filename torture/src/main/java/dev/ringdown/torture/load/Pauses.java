package dev.ringdown.torture.load;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The longest that anybody had to wait since {@link #begin}. Thread-safe. */
public final class Pauses {
    /**
     * How long somebody waited. Immutable.
     *
     * @param who waited
     * @param story what happened to it meanwhile
     */
    public record Pause(String who, long nanos, String story) {
        @Override
        public String toString() {
            return TimeUnit.NANOSECONDS.toMillis(nanos) + " ms (" + who + ": " + story + ')';
        }
    }

    private @Nullable Pause client;
    private @Nullable Pause publisher;
    private final Map<String, Long> sendingSinceNanos = new HashMap<>();

    /** Forgets what was before. */
    public synchronized void begin() {
        client = null;
        publisher = null;
    }

    /** A client that listens to much got nothing for so long. */
    synchronized void heardNothing(Pause pause) {
        client = longer(client, pause);
    }

    /** A publisher begins to send something. */
    synchronized void sending(String who) {
        sendingSinceNanos.put(who, System.nanoTime());
    }

    /** What a publisher sent is acknowledged. */
    synchronized void acknowledged(String who, int attempts) {
        publisher = longer(publisher, sendingPause(who, attempts + " attempts"));
        sendingSinceNanos.remove(who);
    }

    private Pause sendingPause(String who, String story) {
        long now = System.nanoTime();
        return new Pause(who, now - sendingSinceNanos.getOrDefault(who, now), story);
    }

    /** A publisher that sends since then what is not acknowledged; null if there is none. */
    public synchronized @Nullable String waitingSince(long nanos) {
        for (Map.Entry<String, Long> each : sendingSinceNanos.entrySet()) {
            if (each.getValue() - nanos < 0) {
                return sendingPause(each.getKey(), "not acknowledged yet").toString();
            }
        }
        return null;
    }

    private static Pause longer(@Nullable Pause one, Pause other) {
        return one == null || one.nanos < other.nanos ? other : one;
    }

    /** The longest of a client, of those that are over; null if none is. */
    public synchronized @Nullable Pause ofClients() {
        return client;
    }

    /** The longest of a publisher, of those that are over; null if none is. */
    public synchronized @Nullable Pause ofPublishers() {
        return publisher;
    }
}
