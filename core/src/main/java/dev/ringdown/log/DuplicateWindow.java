package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events came lately, by source and id, so that a publisher may safely send one again. Bounded by age
 * and count, with a share for each customer; besides, the newest few of all are remembered whatever their age. Only the
 * log's appender calls this.
 */
final class DuplicateWindow {
    private final NameDigest digest = new NameDigest();
    private final NameShares shares;
    private final NewestNames newest;

    /**
     * @param window how long an event is remembered
     * @param maxEvents how many are remembered at most; beyond it whoever has the most of them loses its oldest
     * @param ageless how many of the newest are remembered whatever their age, also beyond {@code maxEvents}
     */
    DuplicateWindow(Duration window, int maxEvents, int ageless) {
        this.shares = new NameShares(window, maxEvents);
        this.newest = new NewestNames(ageless);
    }

    /**
     * Remembers an event unless one of this name came within the window.
     *
     * @return where the one is that came first, or null if this is the first
     */
    @Nullable
    Placed firstOrRemember(UUID customer, EventName name, Placed placed, long nowMillis) {
        digest.digest(name);
        Placed first = shares.find(digest.high(), digest.low(), nowMillis);
        if (first == null) {
            first = newest.find(digest.high(), digest.low());
        }
        if (first == null) {
            remember(customer, placed, nowMillis);
        }
        return first;
    }

    /** Remembers an event whether or not one of this name came before; from now on this is the first. */
    void rememberAsFirst(UUID customer, EventName name, Placed placed, long nowMillis) {
        digest.digest(name);
        remember(customer, placed, nowMillis);
    }

    /** Remembers the event whose name was digested last. */
    private void remember(UUID customer, Placed placed, long nowMillis) {
        shares.remember(customer, digest.high(), digest.low(), placed, nowMillis);
        newest.remember(digest.high(), digest.low(), placed);
    }

    /** How many events are remembered, without those that are remembered whatever their age. */
    int size() {
        return shares.size();
    }

    /** How many events of a customer are remembered, without those that are remembered whatever their age. */
    int size(UUID customer) {
        return shares.size(customer);
    }

    /** How many were forgotten before their time since this was last asked, for want of room. */
    int takeForgottenEarly() {
        return shares.takeForgottenEarly();
    }

    /** A point in time to which {@link #forgetSinceMark} can go back. */
    void mark() {
        shares.mark();
        newest.mark();
    }

    /** Forgets what came since the mark, because it could not be stored after all. */
    void forgetSinceMark() {
        shares.forgetSinceMark();
        newest.forgetSinceMark();
    }
}
