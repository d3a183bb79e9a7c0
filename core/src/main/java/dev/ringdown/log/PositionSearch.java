package dev.ringdown.log;

import java.util.List;
import java.util.UUID;

/** Finds positions of one customer's events in a store. May block on a disk; used for one question. */
final class PositionSearch {
    private final Store store;
    private final List<Epoch> epochs;
    private final UUID customer;
    private final CustomerCount count;

    /**
     * @param epochs of the log, oldest first
     * @param count what the store has of the customer
     */
    PositionSearch(Store store, List<Epoch> epochs, UUID customer, CustomerCount count) {
        this.store = store;
        this.epochs = epochs;
        this.customer = customer;
        this.count = count;
    }

    /** See {@link EventLog#locate}; of a position that cannot be found {@linkplain EventLog#locateAtOnce at once}. */
    Located locate(Sequence sequence) {
        long number = sequence.number();
        for (int i = 0; i < epochs.size(); i++) {
            if (epochs.get(i).epoch() == sequence.epoch()) {
                boolean current = i == epochs.size() - 1;
                return current
                        ? new Located.At(offsetBehind(number), number)
                        : inEarlier(epochs.get(i), epochs.get(i + 1).firstOffset() - 1, number);
            }
        }
        return new Located.OfAnotherLog(-1, 0);
    }

    /** What this epoch lost in the crash that ended it, nobody knows. */
    private Located inEarlier(Epoch epoch, long lastOffset, long number) {
        if (!epoch.counted()) {
            long offset = Math.min(number - 1, lastOffset);
            return new Located.OfAnotherLog(offset, numberUpTo(offset));
        }
        long kept = Math.min(number, numberUpTo(lastOffset));
        return new Located.OfAnotherLog(offsetBehind(kept), kept);
    }

    /** The offset after which a customer's entries of greater numbers are; -1 if some of them are not retained. */
    private long offsetBehind(long number) {
        if (number >= count.number()) {
            return count.untilOffset();
        }
        long next = store.offsetOf(customer, number + 1);
        return next < 0 ? -1 : next - 1;
    }

    /** The number of a customer's newest entry up to an offset, retained or not. */
    private long numberUpTo(long offset) {
        List<LogEntry> before = store.readBack(customer, offset + 1, 1).entries();
        if (!before.isEmpty()) {
            return before.get(0).number();
        }
        List<LogEntry> after = store.read(customer, offset, 1).entries();
        return after.isEmpty() ? count.number() : after.get(0).number() - 1;
    }
}
