package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entry of each customer was the newest that a loop has routed, by its number, so that the loop knows where it stands when
 * the tail has forgotten what comes next. It knows of customers that had entries since the loop began to follow the log, some
 * hundred bytes each. Confined to its event loop.
 */
final class RoutedNumbers {
    private static final class Newest {
        private long number;
    }

    private final Map<UUID, Newest> byCustomer = new HashMap<>();

    /** Whose entry came last, null before the first; and what is known of it. */
    private @Nullable UUID customer;

    private Newest newest = new Newest();

    /** Entries have been routed, in this order; who has several in a row is looked up once. */
    void routed(List<LogEntry> entries) {
        for (int i = 0, size = entries.size(); i < size; i++) {
            LogEntry entry = entries.get(i);
            if (!entry.customer().equals(customer)) {
                customer = entry.customer();
                newest = byCustomer.computeIfAbsent(customer, id -> new Newest());
            }
            newest.number = entry.number();
        }
    }

    /** The number of a customer's newest; 0 if there was none. */
    long of(UUID customer) {
        Newest newest = byCustomer.get(customer);
        return newest == null ? 0 : newest.number;
    }

    /** The loop begins elsewhere in the log. */
    void clear() {
        byCustomer.clear();
        customer = null;
    }
}
