package dev.ringdown.torture.load;

import java.util.Locale;

/**
 * How long a client that is always there, and listens to much, gets nothing, and what happens to it meanwhile. Confined to the
 * client's loop, but for {@link #heardNanos} and {@link #toString}.
 */
public final class Watch {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final int LONGEST_STORY = 600;

    private final String who;
    private final Pauses pauses;
    private final StringBuilder story = new StringBuilder();
    private volatile String at = "nowhere";
    private volatile long heardNanos = System.nanoTime();

    Watch(String who, Pauses pauses) {
        this.who = who;
        this.pauses = pauses;
    }

    /** An event came. */
    void heard(String gateway) {
        long now = System.nanoTime();
        String happened = story.isEmpty() ? " all the time" : " at last," + story;
        pauses.heardNothing(new Pauses.Pause(who, now - heardNanos, "at " + gateway + happened));
        story.setLength(0);
        at = gateway;
        heardNanos = now;
    }

    /** Something happened besides events. */
    void happened(String what) {
        if (story.length() < LONGEST_STORY) {
            double after = (System.nanoTime() - heardNanos) / NANOS_PER_SECOND;
            story.append(String.format(Locale.ROOT, " after %.1f s %s;", after, what));
        }
    }

    /** When the last event came. Any thread. */
    public long heardNanos() {
        return heardNanos;
    }

    /** Who it is, and where it got its last event. Any thread. */
    @Override
    public String toString() {
        return who + ", whose last event came from " + at;
    }
}
