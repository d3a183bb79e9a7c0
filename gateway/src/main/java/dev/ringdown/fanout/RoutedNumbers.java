package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    /** Entries have been routed, in this order. */
    void routed(List<LogEntry> entries) {
        for (LogEntry entry : entries) {
            Newest newest = byCustomer.get(entry.customer());
            if (newest == null) {
                newest = new Newest();
                byCustomer.put(entry.customer(), newest);
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
    }
}
