package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The duplicates of a log that one node writes. Bounded by age and count, with a share for each customer; besides, the newest
 * few of all are remembered whatever their age. What it remembers is not the same after a restart when there was no room. Only
 * the log's appender calls this.
 */
final class DuplicateWindow implements Duplicates {
    private final NameDigest digest = new NameDigest();
    private final long windowMillis;
    private final int ageless;
    private final NameShares shares;
    private final NewestNames newest;

    /**
     * @param window how long an event is remembered
     * @param maxEvents how many are remembered at most; beyond it whoever has the most of them loses its oldest
     * @param ageless how many of the newest are remembered whatever their age, also beyond {@code maxEvents}
     */
    DuplicateWindow(Duration window, int maxEvents, int ageless) {
        this.windowMillis = window.toMillis();
        this.ageless = ageless;
        this.shares = new NameShares(window, maxEvents);
        this.newest = new NewestNames(ageless);
    }

    /** A store tells them in no order; the window must have the newest last, or it would forget others too early. */
    @Override
    public void recall(Store store, long nowMillis) {
        long beforeNewest = store.offsetBeforeNewest(ageless);
        List<Store.Recalled> newest = new ArrayList<>();
        store.recall(nowMillis - windowMillis, beforeNewest, event -> {
            if (event.placed().offset() > beforeNewest) {
                newest.add(event);
            } else {
                remember(event);
            }
        });
        newest.sort(Comparator.comparingLong(event -> event.placed().offset()));
        newest.forEach(this::remember);
    }

    /** Of several entries of one event, which a store tells in their order, the newest counts. */
    private void remember(Store.Recalled event) {
        rememberAsFirst(event.customer(), event.name(), event.placed(), event.appendedAtMillis());
    }

    @Override
    public @Nullable Placed firstOrRemember(UUID customer, EventName name, Placed placed, long nowMillis) {
        digest.digest(name);
        Placed first = shares.find(digest.high(), digest.low(), nowMillis);
        if (first == null) {
            first = newest.find(digest.high(), digest.low(), Long.MIN_VALUE);
        }
        if (first == null) {
            remember(customer, placed, nowMillis);
        }
        return first;
    }

    @Override
    public void rememberAsFirst(UUID customer, EventName name, Placed placed, long nowMillis) {
        digest.digest(name);
        remember(customer, placed, nowMillis);
    }

    /** Remembers the event whose name was digested last. */
    private void remember(UUID customer, Placed placed, long nowMillis) {
        shares.remember(customer, digest.high(), digest.low(), placed, nowMillis);
        newest.remember(digest.high(), digest.low(), placed, nowMillis);
    }

    /** How many events are remembered, without those that are remembered whatever their age. */
    int size() {
        return shares.size();
    }

    /** How many events of a customer are remembered, without those that are remembered whatever their age. */
    int size(UUID customer) {
        return shares.size(customer);
    }

    @Override
    public int takeForgottenEarly() {
        return shares.takeForgottenEarly();
    }

    @Override
    public void mark() {
        shares.mark();
        newest.mark();
    }

    @Override
    public void forgetSinceMark() {
        shares.forgetSinceMark();
        newest.forgetSinceMark();
    }
}
