package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Latest events that have changed since they were saved. Guarded by its owner. */
final class UnsavedLatest {
    /** Resources with a change, at which it is time to save. */
    static final int MAX_RESOURCES = 32_768;

    /** Most of it is in the live tail as well, which holds the same entries. */
    private static final long MAX_BYTES = 64L * 1024 * 1024;

    /** Something that is done with each change. */
    interface Each {
        /** @param latest empty: the resource is gone */
        void change(UUID customer, String subject, Optional<LogEntry> latest) throws RocksDBException;
    }

    private final Map<UUID, Map<String, Optional<LogEntry>>> byCustomer = new HashMap<>();
    private int resources;
    private long bytes;

    /** @param latest empty: the resource is gone */
    void change(UUID customer, String subject, Optional<LogEntry> latest) {
        Optional<LogEntry> before =
                byCustomer.computeIfAbsent(customer, id -> new HashMap<>()).put(subject, latest);
        if (before == null) {
            resources++;
        } else {
            bytes -= before.map(LogEntry::weight).orElse(0);
        }
        bytes += latest.map(LogEntry::weight).orElse(0);
    }

    /** The latest event of a resource; null if it has not changed, or is gone. */
    @Nullable
    LogEntry find(UUID customer, String subject) {
        Map<String, Optional<LogEntry>> latest = byCustomer.get(customer);
        return latest == null
                ? null
                : latest.getOrDefault(subject, Optional.empty()).orElse(null);
    }

    boolean isEmpty() {
        return resources == 0;
    }

    /** Whether it is time to save. */
    boolean isMuch() {
        return resources >= MAX_RESOURCES || bytes >= MAX_BYTES;
    }

    void each(Each told) throws RocksDBException {
        for (Map.Entry<UUID, Map<String, Optional<LogEntry>>> customer : byCustomer.entrySet()) {
            for (Map.Entry<String, Optional<LogEntry>> resource :
                    customer.getValue().entrySet()) {
                told.change(customer.getKey(), resource.getKey(), resource.getValue());
            }
        }
    }

    /** Everything has been saved. */
    void clear() {
        byCustomer.clear();
        resources = 0;
        bytes = 0;
    }
}
