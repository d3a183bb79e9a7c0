package dev.ringdown.subscription;

import static java.util.Objects.requireNonNull;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Store;
import dev.ringdown.routing.FilterSet;
import java.util.BitSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the live resources of a customer that a snapshot is about. Confined to whoever has the turn. */
final class SnapshotSearch {
    /** Live resources looked at in a turn. */
    static final int RESOURCES_PER_TURN = 1024;

    /** How often it begins anew because something is gone before it was looked at. */
    private static final int MAX_ATTEMPTS = 5;

    private final SharedReads reads;
    private final UUID customer;
    private final FilterSet asked;
    /** What the log has up to here is to be in it. */
    private long atLeastOffset;

    private @Nullable LiveResources live;
    private BitSet meant = new BitSet();
    private int at;
    private int attempts;

    /** @param atLeastOffset what the log has up to here is to be in it */
    SnapshotSearch(SharedReads reads, UUID customer, FilterSet asked, long atLeastOffset) {
        this.reads = reads;
        this.customer = customer;
        this.asked = asked;
        this.atLeastOffset = atLeastOffset;
    }

    /** Looks at some more resources; false once it has finished. */
    boolean turn() {
        LiveResources now = live;
        if (now == null) {
            now = reads.liveResources(customer, atLeastOffset);
            live = now;
        }
        long bytesRead = 0;
        int end = Math.min(now.offsets().size(), at + RESOURCES_PER_TURN);
        for (; at < end && bytesRead < Store.MAX_READ_BYTES; at++) {
            LogEntry entry = reads.entryAtHand(now.offsets().get(at));
            if (entry == null) {
                entry = now.entry(at);
                if (entry == null) {
                    beginAnew(now);
                    return true;
                }
                reads.share(entry);
                bytesRead += entry.weight();
            }
            if (asked.matches(entry)) {
                meant.set(at);
            }
        }
        return at < now.offsets().size();
    }

    private void beginAnew(LiveResources stale) {
        attempts++;
        if (attempts == MAX_ATTEMPTS) {
            throw new IllegalStateException("cannot read a snapshot of customer " + customer
                    + ": retention drops events faster than they are read (expected: a longer retention)");
        }
        live = null;
        // What is gone has been replaced since by something newer; others may still share the stale one.
        atLeastOffset = stale.headOffset() + 1;
        meant = new BitSet();
        at = 0;
    }

    /** What was looked at, once it has finished. */
    LiveResources live() {
        return requireNonNull(live, "live");
    }

    /** Indexes of those that are meant. */
    BitSet meant() {
        return meant;
    }
}
