package dev.ringdown.log;

import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The entries of each customer by their offsets, in memory. Thread-safe: the appender changes it, anybody reads without a lock. */
final class EntriesByCustomer {
    private static final ConcurrentNavigableMap<Long, LogEntry> NONE = new ConcurrentSkipListMap<>();

    private final ConcurrentMap<UUID, ConcurrentNavigableMap<Long, LogEntry>> byCustomer = new ConcurrentHashMap<>();

    void add(LogEntry entry) {
        byCustomer
                .computeIfAbsent(entry.customer(), customer -> new ConcurrentSkipListMap<>())
                .put(entry.offset(), entry);
    }

    void remove(LogEntry entry) {
        ConcurrentNavigableMap<Long, LogEntry> its = of(entry.customer());
        its.remove(entry.offset());
        if (its.isEmpty()) { // who reads it still finds what is true: nothing is left
            byCustomer.remove(entry.customer());
        }
    }

    /** Those of a customer, to be read only; entries come and go meanwhile. */
    ConcurrentNavigableMap<Long, LogEntry> of(UUID customer) {
        return byCustomer.getOrDefault(customer, NONE);
    }

    void clear() {
        byCustomer.clear();
    }
}
