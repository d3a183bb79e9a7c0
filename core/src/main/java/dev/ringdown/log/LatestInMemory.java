package dev.ringdown.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The latest event of every live resource. Thread-safe: the appender notes, anybody reads without a lock. */
final class LatestInMemory {
    /** Entries that are in memory anyway, at least until they are overtaken. */
    private record Found(List<LogEntry> entries, Offsets offsets, long headOffset, boolean complete)
            implements LiveResources {
        @Override
        public LogEntry entry(int index) {
            return entries.get(index);
        }
    }

    private static final ConcurrentMap<String, LogEntry> NOTHING = new ConcurrentHashMap<>();

    private final LiveResourceIndex index;
    private final ConcurrentMap<UUID, ConcurrentMap<String, LogEntry>> bySubject = new ConcurrentHashMap<>();

    /** @param index which resources are alive */
    LatestInMemory(LiveResourceIndex index) {
        this.index = index;
    }

    /** How many resources are alive; anybody may ask. */
    int count() {
        return index.count();
    }

    /** Notes an entry, before anybody can see that it is there. */
    void note(LogEntry entry) {
        UUID customer = entry.customer();
        String subject = entry.subject();
        switch (index.note(entry, subject)) {
            case KEEP ->
                bySubject
                        .computeIfAbsent(customer, id -> new ConcurrentHashMap<>())
                        .put(subject, entry);
            case DROP -> drop(customer, subject);
            case LEAVE -> {}
        }
        for (LiveResourceIndex.Live forgotten = index.forgetOneTooMany(customer);
                forgotten != null;
                forgotten = index.forgetOneTooMany(customer)) {
            drop(customer, forgotten.subject());
        }
    }

    private void drop(UUID customer, String subject) {
        ConcurrentMap<String, LogEntry> its = bySubject.get(customer);
        if (its != null) {
            its.remove(subject);
            if (its.isEmpty()) {
                bySubject.remove(customer);
            }
        }
    }

    /**
     * The live resources of a customer.
     *
     * @param headOffset what was noted up to here is in it
     */
    LiveResources of(UUID customer, long headOffset) {
        List<LogEntry> found =
                new ArrayList<>(bySubject.getOrDefault(customer, NOTHING).values());
        found.sort(Comparator.comparingLong(LogEntry::offset));
        return new Found(
                found,
                Offsets.of(found.stream().mapToLong(LogEntry::offset).toArray()),
                headOffset,
                index.isComplete(customer));
    }

    void clear() {
        bySubject.clear();
    }
}
