package dev.ringdown.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Who remembers the most: a binary heap of the shares of a {@link NameShares}, each of which knows its place. Only the
 * log's appender calls this.
 *
 * <p>It and the {@link NameShares} know each other: a share is theirs, and has its place in the heap.
 */
final class SharesBySize {
    private final NameShares names;
    private final List<NameShares.Share> heap = new ArrayList<>();

    SharesBySize(NameShares names) {
        this.names = names;
    }

    /** The one with the most names; of several with as many the one with the oldest. */
    NameShares.Share largest() {
        return heap.get(0);
    }

    /** All of them, in no order; not to be changed meanwhile. */
    List<NameShares.Share> all() {
        return heap;
    }

    void add(NameShares.Share share) {
        heap.add(share);
        share.place = heap.size() - 1;
        rise(share);
    }

    void remove(NameShares.Share share) {
        int place = share.place;
        NameShares.Share last = heap.remove(heap.size() - 1);
        if (last != share) {
            set(place, last);
            rise(last);
            sink(last);
        }
    }

    /** It has become larger. */
    void rise(NameShares.Share share) {
        int place = share.place;
        while (place > 0) {
            NameShares.Share parent = heap.get((place - 1) / 2);
            if (!isLarger(share, parent)) {
                break;
            }
            set(place, parent);
            place = (place - 1) / 2;
        }
        set(place, share);
    }

    /** It has become smaller. */
    void sink(NameShares.Share share) {
        int place = share.place;
        while (2 * place + 1 < heap.size()) {
            int child = 2 * place + 1;
            if (child + 1 < heap.size() && isLarger(heap.get(child + 1), heap.get(child))) {
                child++;
            }
            if (!isLarger(heap.get(child), share)) {
                break;
            }
            set(place, heap.get(child));
            place = child;
        }
        set(place, share);
    }

    private void set(int place, NameShares.Share share) {
        heap.set(place, share);
        share.place = place;
    }

    private boolean isLarger(NameShares.Share share, NameShares.Share other) {
        return share.count != other.count
                ? share.count > other.count
                : names.oldestOffset(share) < names.oldestOffset(other);
    }
}
