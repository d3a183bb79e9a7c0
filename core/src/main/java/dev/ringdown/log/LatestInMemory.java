package dev.ringdown.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;

/** The latest event of every live resource. Thread-safe: the appender notes, anybody reads without a lock. */
final class LatestInMemory {
    private record Resource(UUID customer, String subject) implements Comparable<Resource> {
        @Override
        public int compareTo(Resource other) {
            int byCustomer = customer.compareTo(other.customer);
            return byCustomer != 0 ? byCustomer : subject.compareTo(other.subject);
        }
    }

    /** Entries that are in memory anyway, at least until they are overtaken. */
    private record Found(List<LogEntry> entries, Offsets offsets, long headOffset, boolean complete)
            implements LiveResources {
        @Override
        public LogEntry entry(int index) {
            return entries.get(index);
        }
    }

    private final LiveResourceIndex index;
    private final ConcurrentSkipListMap<Resource, LogEntry> latest = new ConcurrentSkipListMap<>();

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
        Resource resource = new Resource(customer, subject);
        switch (index.note(entry, subject)) {
            case KEEP -> latest.put(resource, entry);
            case DROP -> latest.remove(resource);
            case LEAVE -> {}
        }
        for (LiveResourceIndex.Live forgotten = index.forgetOneTooMany(customer);
                forgotten != null;
                forgotten = index.forgetOneTooMany(customer)) {
            latest.remove(new Resource(customer, forgotten.subject()));
        }
    }

    /**
     * The live resources of a customer.
     *
     * @param headOffset what was noted up to here is in it
     */
    LiveResources of(UUID customer, long headOffset) {
        List<LogEntry> found =
                new ArrayList<>(latest.subMap(new Resource(customer, ""), true, new Resource(customer, "\uffff"), true)
                        .values());
        found.sort(Comparator.comparingLong(LogEntry::offset));
        return new Found(
                found,
                Offsets.of(found.stream().mapToLong(LogEntry::offset).toArray()),
                headOffset,
                index.isComplete(customer));
    }

    void clear() {
        latest.clear();
    }
}
