package dev.ringdown.log.embedded;

import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LogEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * The latest event of every live resource, for snapshots. What appends change is held in memory and saved together now
 * and then, since most events are overtaken by the next one of their resource before that. What was not saved when a
 * process ended is found again among the entries, so nothing depends on when it is saved, but for the work at the next
 * start.
 *
 * <p>Only the log's appender notes and saves; anybody may read.
 */
final class LatestEvents {
    /** Resources with an unsaved change, at which it is time to save. */
    static final int MAX_UNSAVED = 32_768;

    /** Most of it is in the live tail as well, which holds the same entries. */
    private static final long MAX_UNSAVED_BYTES = 64L * 1024 * 1024;

    private static final long SAVE_EVERY_MILLIS = 10_000;

    private final Database database;
    private final Catalog catalog;
    private final LiveResourceIndex index;
    private final EarlierEntries earlier;

    // Guarded by this: what is saved and what is not change together.
    private final Map<UUID, Map<String, Optional<LogEntry>>> unsavedByCustomer = new HashMap<>(); // empty: it is gone
    private int unsaved;
    private long unsavedBytes;
    private long notedOffset;
    private long savedMillis;

    LatestEvents(Database database, Catalog catalog, LiveResourceIndex index, EarlierEntries earlier) {
        this.database = database;
        this.catalog = catalog;
        this.index = index;
        this.earlier = earlier;
    }

    /**
     * Finds what was saved, and what the entries have had since; once, before anything is noted. Writes nothing: a full disk
     * must not be in the way.
     */
    synchronized void restore(EntryReader entries, Catalog.Head head) throws RocksDBException {
        if (catalog.latestAreOfEarlierVersion()) {
            keyAnew(entries, head);
        } else {
            savedResources().forEach(saved -> index.restore(saved.customer, saved.subject));
            entries.after(catalog.latestSavedUpTo(), this::note);
        }
        notedOffset = head.offset();
    }

    /**
     * An earlier version kept a message of a chat as the latest event of the chat. So everything is looked at again; of a
     * resource whose state such a message has overwritten, and retention has dropped since, nothing is left.
     */
    private void keyAnew(EntryReader entries, Catalog.Head head) throws RocksDBException {
        List<LogEntry> saved = new ArrayList<>();
        List<SavedResource> resources = new ArrayList<>();
        eachSaved((key, value) -> {
            SavedResource resource = SavedResource.of(key, value);
            resources.add(resource);
            saved.add(decode(resource.customer, value));
        });
        saved.sort(Comparator.comparingLong(LogEntry::offset));
        resources.forEach(resource -> change(resource.customer, resource.subject, Optional.empty()));
        saved.forEach(this::note);
        entries.after(-1, this::note);
        boolean somethingWasDropped = entries.firstOffset(head.offset()) > 0;
        for (SavedResource resource : resources) {
            if (somethingWasDropped && isGone(resource)) {
                index.forgetsOne(resource.customer);
            }
        }
    }

    private boolean isGone(SavedResource resource) {
        Map<String, Optional<LogEntry>> latest = unsavedByCustomer.getOrDefault(resource.customer, Map.of());
        return latest.getOrDefault(resource.subject, Optional.empty()).isEmpty();
    }

    private record SavedResource(UUID customer, String subject, long offset) {
        static SavedResource of(byte[] key, byte[] value) {
            return new SavedResource(Keys.customerOfLatest(key), Keys.subjectOfLatest(key), offsetOf(value));
        }
    }

    /** The quietest first. */
    private List<SavedResource> savedResources() throws RocksDBException {
        List<SavedResource> found = new ArrayList<>();
        eachSaved((key, value) -> found.add(SavedResource.of(key, value)));
        found.sort(Comparator.comparingLong(SavedResource::offset));
        return found;
    }

    private void eachSaved(BiConsumer<byte[], byte[]> told) throws RocksDBException {
        try (ReadOptions options = new ReadOptions().setTotalOrderSeek(true);
                RocksIterator iterator = database.db().newIterator(database.latest(), options)) {
            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                told.accept(iterator.key(), iterator.value());
            }
            iterator.status();
        }
    }

    /** Notes entries that have been written, in the order of their customers. */
    synchronized void note(List<LogEntry> entries) {
        entries.forEach(this::note);
    }

    private synchronized void note(LogEntry entry) {
        notedOffset = entry.offset();
        String subject = entry.subject();
        switch (index.note(entry)) {
            case KEEP -> change(entry.customer(), subject, Optional.of(entry));
            case DROP -> change(entry.customer(), subject, Optional.empty());
            case LEAVE -> {}
        }
        String forgotten = index.forgetOneTooMany(entry.customer());
        if (forgotten != null) {
            change(entry.customer(), forgotten, Optional.empty());
        }
    }

    private void change(UUID customer, String subject, Optional<LogEntry> latest) {
        Optional<LogEntry> before = unsavedByCustomer
                .computeIfAbsent(customer, id -> new HashMap<>())
                .put(subject, latest);
        if (before == null) {
            unsaved++;
        } else {
            unsavedBytes -= before.map(LogEntry::weight).orElse(0);
        }
        unsavedBytes += latest.map(LogEntry::weight).orElse(0);
    }

    /** Whether enough has changed, or long enough ago, to be saved. */
    synchronized boolean isDue(long nowMillis) {
        return unsaved >= MAX_UNSAVED
                || unsavedBytes >= MAX_UNSAVED_BYTES
                || unsaved > 0 && nowMillis - savedMillis >= SAVE_EVERY_MILLIS;
    }

    /**
     * Saves what has changed.
     *
     * @param durably whether it must be on the disk when this returns, because the entries will be gone
     */
    synchronized void save(long nowMillis, boolean durably) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions().setSync(durably)) {
            for (Map.Entry<UUID, Map<String, Optional<LogEntry>>> customer : unsavedByCustomer.entrySet()) {
                for (Map.Entry<String, Optional<LogEntry>> resource :
                        customer.getValue().entrySet()) {
                    put(batch, Keys.latest(customer.getKey(), resource.getKey()), resource.getValue());
                }
            }
            catalog.putLatestSavedUpTo(batch, notedOffset);
            database.db().write(options, batch);
        }
        unsavedByCustomer.clear();
        unsaved = 0;
        unsavedBytes = 0;
        savedMillis = nowMillis;
    }

    private void put(WriteBatch batch, byte[] key, Optional<LogEntry> latest) throws RocksDBException {
        if (latest.isEmpty()) {
            batch.delete(database.latest(), key);
            return;
        }
        byte[] entry = EntryCodec.encode(latest.get());
        batch.put(
                database.latest(),
                key,
                ByteBuffer.allocate(Long.BYTES + entry.length)
                        .putLong(latest.get().offset())
                        .put(entry)
                        .array());
    }

    /** Those of one customer, oldest first. */
    List<LogEntry> of(UUID customer) throws RocksDBException {
        List<LogEntry> found = new ArrayList<>();
        Map<String, Optional<LogEntry>> newer;
        byte[] prefix = Keys.latest(customer, "");
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true)) {
            RocksIterator iterator;
            synchronized (this) { // the iterator sees what is saved at this moment
                newer = Map.copyOf(unsavedByCustomer.getOrDefault(customer, Map.of()));
                iterator = database.db().newIterator(database.latest(), options);
            }
            try (iterator) {
                for (iterator.seek(prefix); isOf(prefix, iterator); iterator.next()) {
                    if (!newer.containsKey(Keys.subjectOfLatest(iterator.key()))) {
                        found.add(decode(customer, iterator.value()));
                    }
                }
                iterator.status();
            }
        }
        newer.values().forEach(latest -> latest.ifPresent(found::add));
        found.sort(Comparator.comparingLong(LogEntry::offset));
        return found;
    }

    private static boolean isOf(byte[] prefix, RocksIterator iterator) {
        return iterator.isValid() && Arrays.equals(prefix, 0, prefix.length, iterator.key(), 0, prefix.length);
    }

    private static long offsetOf(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    private LogEntry decode(UUID customer, byte[] value) {
        return earlier.decode(customer, offsetOf(value), Arrays.copyOfRange(value, Long.BYTES, value.length));
    }

    /** Whether no live resource of the customer has been forgotten. */
    boolean isComplete(UUID customer) {
        return index.isComplete(customer);
    }
}
