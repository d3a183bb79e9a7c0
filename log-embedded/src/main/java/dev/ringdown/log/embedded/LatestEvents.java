package dev.ringdown.log.embedded;

import dev.ringdown.log.LiveResourceIndex;
import dev.ringdown.log.LiveResourceIndex.Live;
import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
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

    private static final long SAVE_EVERY_MILLIS = 10_000;

    private final Database database;
    private final Catalog catalog;
    private final LiveResourceIndex index;
    private final EntryReader entries;
    private final SavedLatest saved;

    // Guarded by this: what is saved and what is not change together.
    private final UnsavedLatest unsaved = new UnsavedLatest();
    private final KeptByCustomer kept = new KeptByCustomer();
    private final Set<UUID> savedIncomplete = new HashSet<>();
    private long notedOffset;
    private long savedMillis;

    LatestEvents(
            Database database, Catalog catalog, LiveResourceIndex index, EarlierEntries earlier, EntryReader entries) {
        this.database = database;
        this.catalog = catalog;
        this.index = index;
        this.entries = entries;
        this.saved = new SavedLatest(database, earlier);
    }

    /**
     * Finds what was saved, and what the entries have had since; once, before anything is noted. Writes nothing: a full disk
     * must not be in the way.
     */
    synchronized void restore(Catalog.Head head) throws RocksDBException {
        catalog.customers().incomplete(customer -> {
            savedIncomplete.add(customer);
            index.forgetsOne(customer);
        });
        if (catalog.latestAreOfEarlierVersion()) {
            keyAnew(head);
        } else {
            saved.resources().forEach(resource -> index.restore(resource.customer(), resource.live()));
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
        List<SavedLatest.Saved> before = new ArrayList<>();
        saved.each(before::add);
        before.sort(Comparator.comparingLong(latest -> latest.entry().offset()));
        before.forEach(latest -> unsaved.change(latest.customer(), latest.subject(), Optional.empty()));
        before.forEach(latest -> note(latest.entry()));
        entries.after(-1, this::note);
        boolean somethingWasDropped = entries.firstOffset(head.offset()) > 0;
        for (SavedLatest.Saved latest : before) {
            if (somethingWasDropped && unsaved.find(latest.customer(), latest.subject()) == null) {
                index.forgetsOne(latest.customer());
            }
        }
    }

    /** Notes entries that have been written, in the order of their customers. */
    synchronized void note(List<LogEntry> entries) {
        entries.forEach(this::note);
    }

    private synchronized void note(LogEntry entry) {
        notedOffset = entry.offset();
        String subject = entry.subject();
        if (!kept.isEmpty() && !entry.isMoment() && !entry.topics().isLate()) {
            keepIfRead(entry.customer(), index.find(entry.customer(), subject));
        }
        switch (index.note(entry, subject)) {
            case KEEP -> unsaved.change(entry.customer(), subject, Optional.of(entry));
            case DROP -> unsaved.change(entry.customer(), subject, Optional.empty());
            case LEAVE -> {}
        }
        forgetTooMany(entry.customer());
    }

    private void forgetTooMany(UUID customer) {
        for (Live forgotten = index.forgetOneTooMany(customer);
                forgotten != null;
                forgotten = index.forgetOneTooMany(customer)) {
            keepIfRead(customer, forgotten);
            unsaved.change(customer, forgotten.subject(), Optional.empty());
        }
    }

    /** Keeps what is about to be overtaken, if somebody may want it still and retention may have taken it by then. */
    private void keepIfRead(UUID customer, @Nullable Live overtaken) {
        KeptEntries read = overtaken == null ? null : kept.find(customer);
        if (overtaken != null && read != null && overtaken.offset() < keptBelow(customer)) {
            LogEntry entry = findLatest(customer, overtaken);
            if (entry != null) {
                read.keep(entry);
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

    /** Whether enough has changed, or long enough ago, to be saved; a clock that was set back does not put it off. */
    synchronized boolean isDue(long nowMillis) {
        return unsaved.isMuch() || !unsaved.isEmpty() && Math.abs(nowMillis - savedMillis) >= SAVE_EVERY_MILLIS;
    }

    /**
     * Saves what has changed.
     *
     * @param durably whether it must be on the disk when this returns, because the entries will be gone
     */
    synchronized void save(long nowMillis, boolean durably) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions options = new WriteOptions().setSync(durably)) {
            unsaved.each((customer, subject, latest) -> saved.put(batch, customer, subject, latest));
            for (UUID customer : index.incomplete()) {
                if (!savedIncomplete.contains(customer)) {
                    catalog.customers().putIncomplete(batch, customer);
                }
            }
            catalog.putLatestSavedUpTo(batch, notedOffset);
            database.db().write(options, batch);
        }
        savedIncomplete.addAll(index.incomplete());
        unsaved.clear();
        savedMillis = nowMillis;
    }

    /** Those of one customer, as they are now. */
    synchronized Cut cut(UUID customer) {
        return new Cut(index.of(customer), kept.of(customer));
    }

    /** One of them; null if it was overtaken since, and retention has dropped it. */
    @Nullable
    LogEntry find(UUID customer, Live live, KeptEntries read, long headOffset) throws RocksDBException {
        LogEntry found = read.find(live.offset());
        if (found == null) {
            found = latest(customer, live);
        }
        if (found == null) {
            List<LogEntry> inLog =
                    entries.read(customer, live.offset() - 1, 1, headOffset).entries();
            found = inLog.isEmpty() || inLog.get(0).offset() != live.offset() ? null : inLog.get(0);
        }
        return found == null ? read.find(live.offset()) : found; // it may have been overtaken just now
    }

    /** The latest event of a resource, unless there is a newer one. */
    private @Nullable LogEntry latest(UUID customer, Live live) throws RocksDBException {
        LogEntry fresh = fresh(customer, live);
        return fresh == null ? saved.find(customer, live) : fresh;
    }

    private synchronized @Nullable LogEntry fresh(UUID customer, Live live) {
        LogEntry fresh = unsaved.find(customer, live.subject());
        return fresh == null || fresh.offset() != live.offset() ? null : fresh;
    }

    /** How many resources are alive. */
    int count() {
        return index.count();
    }

    /** Whether no live resource of the customer has been forgotten. */
    boolean isComplete(UUID customer) {
        return index.isComplete(customer);
    }
}
