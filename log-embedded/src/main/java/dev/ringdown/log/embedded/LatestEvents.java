package dev.ringdown.log.embedded;

import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResourceIndex.Live;
import dev.ringdown.log.LogEntry;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The latest event of every live resource, for snapshots. What appends change is held in memory and saved together now
 * and then, since most events are overtaken by the next one of their resource before that. What was not saved when a
 * process ended is found again among the entries, so nothing depends on when it is saved, but for the work at the next
 * start.
 *
 * <p>Only the log's appender notes and saves; anybody may read.
 */
final class LatestEvents {
    private static final Logger LOG = LoggerFactory.getLogger(LatestEvents.class);

    /** The live resources of a customer at one moment, and what is kept of them that is overtaken from then on. */
    record Cut(List<Live> live, KeptEntries kept) {}

    /** Resources with an unsaved change, at which it is time to save. */
    static final int MAX_UNSAVED = 32_768;

    /** Most of it is in the live tail as well, which holds the same entries. */
    private static final long MAX_UNSAVED_BYTES = 64L * 1024 * 1024;

    private static final long SAVE_EVERY_MILLIS = 10_000;

    private final Database database;
    private final Catalog catalog;
    private final LiveResourceIndex index;
    private final EarlierEntries earlier;
    private final EntryReader entries;

    // Guarded by this: what is saved and what is not change together.
    private final Map<UUID, Map<String, Optional<LogEntry>>> unsavedByCustomer = new HashMap<>(); // empty: it is gone
    private int unsaved;
    private long unsavedBytes;
    private long notedOffset;
    private long savedMillis;
    private final Set<UUID> savedIncomplete = new HashSet<>();
    private final Map<UUID, WeakReference<KeptEntries>> keptByCustomer = new HashMap<>();

    LatestEvents(
            Database database, Catalog catalog, LiveResourceIndex index, EarlierEntries earlier, EntryReader entries) {
        this.database = database;
        this.catalog = catalog;
        this.index = index;
        this.earlier = earlier;
        this.entries = entries;
    }

    /**
     * Finds what was saved, and what the entries have had since; once, before anything is noted. Writes nothing: a full disk
     * must not be in the way.
     */
    synchronized void restore(Catalog.Head head) throws RocksDBException {
        catalog.incomplete(customer -> {
            savedIncomplete.add(customer);
            index.forgetsOne(customer);
        });
        if (catalog.latestAreOfEarlierVersion()) {
            keyAnew(head);
        } else {
            savedResources().forEach(saved -> index.restore(saved.customer, saved.live));
            index.customers().forEach(this::forgetTooMany); // there may be more than may be kept from now on
            entries.after(catalog.latestSavedUpTo(), this::note);
        }
        notedOffset = head.offset();
    }

    /**
     * An earlier version kept a message of a chat as the latest event of the chat. So everything is looked at again; of a
     * resource whose state such a message has overwritten, and retention has dropped since, nothing is left.
     */
    private void keyAnew(Catalog.Head head) throws RocksDBException {
        List<LogEntry> saved = new ArrayList<>();
        List<SavedResource> resources = new ArrayList<>();
        eachSaved((key, value) -> {
            SavedResource resource = savedResource(key, value);
            resources.add(resource);
            saved.add(decode(resource.customer, value));
        });
        saved.sort(Comparator.comparingLong(LogEntry::offset));
        resources.forEach(resource -> change(resource.customer, resource.live.subject(), Optional.empty()));
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
        return latest.getOrDefault(resource.live.subject(), Optional.empty()).isEmpty();
    }

    private record SavedResource(UUID customer, Live live) {}

    private SavedResource savedResource(byte[] key, byte[] value) {
        UUID customer = Keys.customerOfLatest(key);
        int weight = decode(customer, value).weight();
        return new SavedResource(customer, new Live(Keys.subjectOfLatest(key), offsetOf(value), weight));
    }

    /** The quietest first. */
    private List<SavedResource> savedResources() throws RocksDBException {
        List<SavedResource> found = new ArrayList<>();
        eachSaved((key, value) -> found.add(savedResource(key, value)));
        found.sort(Comparator.comparingLong(resource -> resource.live.offset()));
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
        if (!keptByCustomer.isEmpty() && !entry.isMoment() && !entry.topics().isLate()) {
            keepIfRead(entry.customer(), index.find(entry.customer(), subject));
        }
        switch (index.note(entry)) {
            case KEEP -> change(entry.customer(), subject, Optional.of(entry));
            case DROP -> change(entry.customer(), subject, Optional.empty());
            case LEAVE -> {}
        }
        forgetTooMany(entry.customer());
    }

    private void forgetTooMany(UUID customer) {
        for (Live forgotten = index.forgetOneTooMany(customer);
                forgotten != null;
                forgotten = index.forgetOneTooMany(customer)) {
            keepIfRead(customer, forgotten);
            change(customer, forgotten.subject(), Optional.empty());
        }
    }

    /** Keeps what is about to be overtaken, if somebody may want it still and retention may have taken it by then. */
    private void keepIfRead(UUID customer, @Nullable Live overtaken) {
        WeakReference<KeptEntries> read = keptByCustomer.get(customer);
        if (read == null || overtaken == null) {
            return;
        }
        KeptEntries kept = read.get();
        if (kept == null) { // nobody reads any more
            keptByCustomer.remove(customer);
        } else if (overtaken.offset() < keptBelow(customer)) {
            LogEntry entry = findLatest(customer, overtaken);
            if (entry != null) {
                kept.keep(entry);
            }
        }
    }

    /** The oldest quarter of what is retained may go before a slow reader is through; the rest is read from the log. */
    private long keptBelow(UUID customer) {
        long first = entries.firstOffset(customer, notedOffset);
        return first + (notedOffset - first) / 4 + 1;
    }

    private @Nullable LogEntry findLatest(UUID customer, Live live) {
        try {
            return latest(customer, live);
        } catch (RocksDBException e) { // what was written is written all the same
            LOG.warn(
                    "cannot read the latest event of {} customer={}: {} (who reads a snapshot now is closed)",
                    live.subject(),
                    customer,
                    e.getMessage());
            return null;
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
            for (UUID customer : index.incomplete()) {
                if (!savedIncomplete.contains(customer)) {
                    catalog.putIncomplete(batch, customer);
                }
            }
            catalog.putLatestSavedUpTo(batch, notedOffset);
            database.db().write(options, batch);
        }
        savedIncomplete.addAll(index.incomplete());
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

    /** Those of one customer, as they are now. */
    synchronized Cut cut(UUID customer) {
        WeakReference<KeptEntries> read = keptByCustomer.get(customer);
        KeptEntries kept = read == null ? null : read.get();
        if (kept == null) {
            kept = new KeptEntries();
            keptByCustomer.put(customer, new WeakReference<>(kept));
        }
        return new Cut(index.of(customer), kept);
    }

    /** One of them; null if it was overtaken since, and retention has dropped it. */
    @Nullable
    LogEntry find(UUID customer, Live live, KeptEntries kept, long headOffset) throws RocksDBException {
        LogEntry found = kept.find(live.offset());
        if (found == null) {
            found = latest(customer, live);
        }
        if (found == null) {
            List<LogEntry> inLog =
                    entries.read(customer, live.offset() - 1, 1, headOffset).entries();
            found = inLog.isEmpty() || inLog.get(0).offset() != live.offset() ? null : inLog.get(0);
        }
        return found == null ? kept.find(live.offset()) : found; // it may have been overtaken just now
    }

    /** The latest event of a resource, unless there is a newer one. */
    private @Nullable LogEntry latest(UUID customer, Live live) throws RocksDBException {
        LogEntry fresh = unsaved(customer, live);
        if (fresh != null) {
            return fresh;
        }
        byte[] value = database.db().get(database.latest(), Keys.latest(customer, live.subject()));
        return value == null || offsetOf(value) != live.offset() ? null : decode(customer, value);
    }

    private synchronized @Nullable LogEntry unsaved(UUID customer, Live live) {
        Map<String, Optional<LogEntry>> latest = unsavedByCustomer.get(customer);
        Optional<LogEntry> fresh = latest == null ? null : latest.get(live.subject());
        return fresh == null || fresh.isEmpty() || fresh.get().offset() != live.offset() ? null : fresh.get();
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
