package dev.ringdown.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the names of events for a time, each in the share of its customer. When there is no room the customer with
 * the most names loses its oldest, so that whoever publishes much forgets its own names and nobody else's. Only the log's
 * appender calls this.
 *
 * <p>A million names are some arrays and no objects, which the garbage collector need not follow: a name is a slot of
 * theirs, and a share is a chain of slots.
 */
final class NameShares {
    private static final int FIRST_CAPACITY = 1024;

    /** All are looked through for old ones so many times in a window, while there is no room. */
    private static final int SWEEPS_PER_WINDOW = 64;

    /** The names of one customer. */
    static final class Share {
        private final UUID customer;
        private int oldest = NameTable.NONE;
        private int newest = NameTable.NONE;

        /** How many names. */
        int count;

        /** Where {@link SharesBySize} has it. */
        int place;

        private Share(UUID customer) {
            this.customer = customer;
        }
    }

    /** A name that can be taken back. */
    private record Remembered(Share share, int slot, int slotBefore) {}

    private final long windowMillis;
    private final int maxNames;
    private final NameTable table = new NameTable(FIRST_CAPACITY);
    private final Map<UUID, Share> shareByCustomer = new HashMap<>();
    private final SharesBySize bySize = new SharesBySize(this);
    private final ArrayDeque<Remembered> sinceMark = new ArrayDeque<>();

    /** A slot's next is the next one of its share; of a free slot the next free one. */
    private final NamePlaces places = new NamePlaces(FIRST_CAPACITY);

    private int firstFree = NameTable.NONE;
    private int usedSlots;

    private int size;
    private boolean marked;
    private long sweptMillis;
    private int forgottenEarly;

    /**
     * @param window how long a name is remembered
     * @param maxNames how many are remembered at most, of all customers together
     */
    NameShares(Duration window, int maxNames) {
        this.windowMillis = window.toMillis();
        this.maxNames = maxNames;
    }

    /** Where the event of this name is, or null if there is none that is young enough. */
    @Nullable
    Placed find(long highBits, long lowBits, long nowMillis) {
        int slot = table.find(highBits, lowBits);
        return slot == NameTable.NONE || isOld(slot, nowMillis) ? null : places.placed(slot);
    }

    /** Remembers a name. */
    void remember(UUID customer, long highBits, long lowBits, Placed placed, long nowMillis) {
        if (maxNames == 0) {
            return;
        }
        Share known = shareByCustomer.get(customer);
        if (known != null) {
            forgetOld(known, nowMillis);
        }
        if (size == maxNames) {
            makeRoom(nowMillis);
        }
        int slot = takeSlot();
        table.put(slot, highBits, lowBits);
        places.set(slot, placed, nowMillis);
        if (known == null || known.count == 0) { // one that has lost its last name is not one any more
            Share share = new Share(customer);
            share.oldest = slot;
            shareByCustomer.put(customer, share);
            append(slot, share);
            bySize.add(share);
        } else {
            places.setNext(known.newest, slot);
            append(slot, known);
            bySize.rise(known);
        }
    }

    private void append(int slot, Share share) {
        if (marked) {
            sinceMark.addLast(new Remembered(share, slot, share.newest));
        }
        share.newest = slot;
        share.count++;
        size++;
    }

    private int takeSlot() {
        int free = firstFree;
        if (free != NameTable.NONE) {
            firstFree = places.next(free);
            return free;
        }
        if (usedSlots == table.capacity()) {
            table.grow();
            places.grow(table.capacity());
        }
        return usedSlots++;
    }

    private void makeRoom(long nowMillis) {
        if (nowMillis - sweptMillis >= windowMillis / SWEEPS_PER_WINDOW || nowMillis < sweptMillis) {
            sweptMillis = nowMillis;
            for (Share share : List.copyOf(bySize.all())) {
                forgetOld(share, nowMillis);
            }
        }
        if (size == maxNames) {
            Share largest = bySize.largest();
            if (!isOld(largest.oldest, nowMillis)) {
                forgottenEarly++;
            }
            forgetOldest(largest);
        }
    }

    private void forgetOld(Share share, long nowMillis) {
        while (share.count > 0 && isOld(share.oldest, nowMillis)) {
            forgetOldest(share);
        }
    }

    private boolean isOld(int slot, long nowMillis) {
        return places.millis(slot) < nowMillis - windowMillis;
    }

    private void forgetOldest(Share share) {
        int slot = share.oldest;
        share.oldest = places.next(slot);
        forgotten(share, slot);
    }

    private void forgotten(Share share, int slot) {
        table.remove(slot);
        places.setNext(slot, firstFree);
        firstFree = slot;
        size--;
        share.count--;
        if (share.count == 0) {
            shareByCustomer.remove(share.customer);
            bySize.remove(share);
        } else {
            bySize.sink(share);
        }
    }

    /** The offset of the oldest name of a share. */
    long oldestOffset(Share share) {
        return places.offset(share.oldest);
    }

    /** How many names are remembered, of all customers together. */
    int size() {
        return size;
    }

    /** How many names of a customer are remembered. */
    int size(UUID customer) {
        Share share = shareByCustomer.get(customer);
        return share == null ? 0 : share.count;
    }

    /** How many were forgotten before their time since this was last asked. */
    int takeForgottenEarly() {
        int count = forgottenEarly;
        forgottenEarly = 0;
        return count;
    }

    /** A point in time to which {@link #forgetSinceMark} can go back. */
    void mark() {
        marked = true;
        sinceMark.clear();
    }

    /** Forgets what came since the mark; what had to make room for it stays forgotten. */
    void forgetSinceMark() {
        for (Remembered last = sinceMark.pollLast(); last != null; last = sinceMark.pollLast()) {
            Share share = last.share;
            if (share.count > 0 && share.newest == last.slot) { // or it was forgotten already
                share.newest = last.slotBefore;
                forgotten(share, last.slot);
            }
        }
    }
}
