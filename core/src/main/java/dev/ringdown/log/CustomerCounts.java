package dev.ringdown.log;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives every entry its number, and knows how many each customer has. Thread-safe: only the log's appender changes it,
 * anybody asks {@link #of}.
 */
public final class CustomerCounts {
    private static final class OfCustomer {
        /** The number that was given last; only the appender touches it. */
        private long given;

        // Those of the entries that are being noted as stored; the first is -1 between two writes.
        private long fromOffset = -1;
        private long untilOffset;
        private long number;

        /** What is in the store. */
        private volatile CustomerCount stored = CustomerCount.NONE;
    }

    private final ConcurrentMap<UUID, OfCustomer> byCustomer = new ConcurrentHashMap<>();

    /** Who was asked for last, null before the first; only the appender touches it. */
    private @Nullable UUID lastCustomer;

    private OfCustomer last = new OfCustomer();

    /** Of whom entries are being noted; kept only to be used again. */
    private final List<OfCustomer> touched = new ArrayList<>();

    /**
     * Notes what a store has when the log is opened.
     *
     * @param headOffset of all entries
     */
    void restore(UUID customer, long number, long headOffset) {
        OfCustomer known = ofCustomer(customer);
        known.given = number;
        known.stored = new CustomerCount(number, headOffset);
    }

    /** The number of a customer's next entry, which is about to be written. */
    long next(UUID customer) {
        return ++ofCustomer(customer).given;
    }

    /** The newest number was not used after all. */
    void takeBack(UUID customer) {
        ofCustomer(customer).given--;
    }

    /** Who has several entries in a row is looked up once. */
    private OfCustomer ofCustomer(UUID customer) {
        if (!customer.equals(lastCustomer)) {
            lastCustomer = customer;
            last = byCustomer.computeIfAbsent(customer, id -> new OfCustomer());
        }
        return last;
    }

    /** Entries are in the store, in this order; to be told before anybody hears of them. */
    void stored(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            OfCustomer known = ofCustomer(entry.customer());
            if (known.fromOffset < 0) {
                known.fromOffset = entry.offset();
                touched.add(known);
            }
            known.untilOffset = entry.offset();
            known.number = entry.number();
        }
        for (OfCustomer known : touched) {
            known.stored = known.stored.then(known.number, known.untilOffset, known.fromOffset);
            known.fromOffset = -1;
        }
        touched.clear();
    }

    /** How many entries of a customer are in the store. */
    CustomerCount of(UUID customer) {
        @Nullable OfCustomer known = byCustomer.get(customer);
        return known == null ? CustomerCount.NONE : known.stored;
    }
}
