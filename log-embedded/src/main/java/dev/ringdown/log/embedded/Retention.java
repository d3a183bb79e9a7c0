package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.LogMeters;
import dev.ringdown.protocol.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of the log: when a new one begins, and which are dropped. A segment is a small part of what is retained,
 * and is dropped as a whole by letting go of its files. When there are too many bytes, whoever has more than a share loses
 * its own part of a segment first. The appender changes it; anybody reads.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Segments that retention is made of; what is dropped at once is one of so many. */
    private static final int SEGMENTS = 64;

    /**
     * Beyond so many, of which a flood has left little, segments grow: a reader may have to ask each of them, so they must
     * not become as many as one customer likes.
     */
    private static final int MANY_SEGMENTS = 16 * SEGMENTS;

    private final long maxBytes;
    private final long maxAgeMillis;
    private final ByteShares shares;
    private final LogMeters meters;

    /** Oldest first; replaced, never changed. */
    private volatile List<Segment> segments;

    /** Of all segments; written by the appender. */
    private volatile long bytes;

    // Only the appender touches these.
    private long newestBytes;
    private long olderBytes;

    /** Whether segments are to be saved with other beginnings, because the clock was set. */
    private boolean agesChanged;

    Retention(long maxBytes, long maxAgeMillis, List<Segment> segments, ByteShares shares, LogMeters meters) {
        this.maxBytes = maxBytes;
        this.maxAgeMillis = maxAgeMillis;
        this.shares = shares;
        this.meters = meters;
        this.segments = List.copyOf(segments);
        this.newestBytes =
                segments.isEmpty() ? 0 : segments.get(segments.size() - 1).bytes();
        this.olderBytes = segments.stream().mapToLong(Segment::bytes).sum() - newestBytes;
        this.bytes = olderBytes + newestBytes;
    }

    /** How many bytes an ordinary segment has. */
    static long segmentBytes(long maxBytes) {
        return maxBytes / SEGMENTS;
    }

    /** The segments that are retained, oldest first. */
    List<Segment> segments() {
        return segments;
    }

    /** What is retained, uncompressed. */
    long bytes() {
        return bytes;
    }

    /** When the oldest segment was begun; 0 if there is none. */
    long oldestMillis() {
        List<Segment> now = segments;
        return now.isEmpty() ? 0 : now.get(0).firstMillis();
    }

    /** The offset of the oldest retained entry. */
    long firstOffset(long headOffset) {
        List<Segment> now = segments;
        return now.isEmpty() ? headOffset + 1 : now.get(0).firstOffset();
    }

    /** The offset from which on all entries of a customer are retained. */
    long firstOffset(UUID customer, long headOffset) {
        return Math.max(shares.firstOffset(customer), firstOffset(headOffset)); // in this order: the first may go away
    }

    /** The segment in which the next entry belongs, with what is in it already; a new one if the last is full or old. */
    Segment segmentFor(Catalog.Head head, LogEntry entry) {
        List<Segment> now = segments;
        if (!now.isEmpty()) {
            Segment newest = now.get(now.size() - 1);
            // Another one than the head's has begun, if what was to be in it was taken back.
            long bytes = newest.id() == head.segment() ? head.segmentBytes() : 0;
            boolean full = bytes / (1 + now.size() / MANY_SEGMENTS) >= segmentBytes(maxBytes);
            boolean old = entry.appendedAtMillis() - newest.firstMillis() >= Math.max(1, maxAgeMillis / SEGMENTS);
            if (!full && !old) {
                return new Segment(newest.id(), newest.firstOffset(), newest.firstMillis(), bytes);
            }
        }
        int id = now.isEmpty() ? head.segment() + 1 : now.get(now.size() - 1).id() + 1;
        return new Segment(
                id, head.offset() + 1, entry.appendedAtMillis(), 0); // what was before the entry was no other's
    }

    /** Notes that a write to this segment has been done. */
    void written(Segment segment, long segmentBytes) {
        List<Segment> now = segments;
        int last = now.size() - 1;
        if (last < 0 || now.get(last).id() != segment.id()) {
            List<Segment> more = new ArrayList<>(now);
            if (last >= 0) {
                more.set(last, now.get(last).with(newestBytes));
                olderBytes += newestBytes;
            }
            more.add(segment.with(segmentBytes));
            segments = List.copyOf(more);
        }
        newestBytes = segmentBytes;
        bytes = olderBytes + newestBytes;
    }

    /** The clock was set: segments keep their age, also for the process that opens the folder next. */
    void clockSet(long byMillis) {
        LOG.info("the clock was set by_seconds={} (entries of the log keep their age)", byMillis / 1000);
        segments = segments.stream().map(segment -> segment.later(byMillis)).toList();
        agesChanged = true;
    }

    /** Whether anything is beyond retention, or is to be noted of it. */
    boolean isDue(long nowMillis) {
        List<Segment> now = begunBy(nowMillis);
        return agesChanged || now.size() > 1 && isBeyond(now, nowMillis);
    }

    private void saveAges(Database database, Catalog catalog) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions unsynced = new WriteOptions()) {
            List<Segment> now = segments;
            for (Segment saved : catalog.segments()) {
                Segment segment = now.get(place(now, saved.id()));
                catalog.putSegment(
                        batch, segment.with(saved.bytes())); // which may be more than this knows of the newest
            }
            database.db().write(unsynced, batch);
        }
        agesChanged = false;
    }

    /** Drops what is beyond retention; never anything of the newest segment. */
    void dropOld(Database database, Catalog catalog, long nowMillis) throws RocksDBException {
        if (agesChanged) {
            saveAges(database, catalog);
        }
        List<ByteShares.Part> taken = new ArrayList<>(0);
        for (List<Segment> now = segments; now.size() > 1 && isBeyond(now, nowMillis); now = segments) {
            ByteShares.Part part = isTooOld(now, nowMillis) ? null : shares.oldestOfTheLargest();
            int at = part == null ? 0 : place(now, part.segment());
            if (part == null || at == 0 && part.bytes() == now.get(0).bytes()) { // nobody else has anything there
                drop(now, database, catalog);
            } else {
                take(part, now, at, database, catalog);
                taken.add(part);
            }
        }
        if (!taken.isEmpty()) {
            meters.limitReached(Limit.RETENTION_SHARE);
            removeTaken(taken, database);
        }
        bytes = olderBytes + newestBytes;
    }

    /** What was begun after now was stamped by a clock that was ahead, in a process of before: it begins to age now. */
    private List<Segment> begunBy(long nowMillis) {
        List<Segment> now = segments;
        if (now.stream().anyMatch(segment -> segment.firstMillis() > nowMillis)) {
            now = now.stream()
                    .map(segment -> segment.later(Math.min(0, nowMillis - segment.firstMillis())))
                    .toList();
            segments = now;
            agesChanged = true;
        }
        return now;
    }

    private boolean isBeyond(List<Segment> now, long nowMillis) {
        return olderBytes + newestBytes > maxBytes || isTooOld(now, nowMillis);
    }

    private boolean isTooOld(List<Segment> now, long nowMillis) {
        long youngestMillis = now.get(1).firstMillis(); // nothing in the oldest segment is younger than this
        return youngestMillis < nowMillis - maxAgeMillis;
    }

    private static int place(List<Segment> now, int segment) {
        for (int i = 0; i < now.size(); i++) {
            if (now.get(i).id() == segment) {
                return i;
            }
        }
        throw new IllegalStateException("segment " + segment + " is counted (expected: one that is retained)");
    }

    /**
     * Drops the oldest segment. It is forgotten durably before its files go, so that nobody looks for it after a fall of the
     * machine. What shares a file with a retained segment goes with that one.
     */
    private void drop(List<Segment> now, Database database, Catalog catalog) throws RocksDBException {
        Segment oldest = now.get(0);
        long firstOffset = now.get(1).firstOffset();
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            catalog.removeSegment(batch, oldest.id());
            shares.putDropped(batch, catalog.customers(), oldest.id(), firstOffset);
            segments = List.copyOf(now.subList(1, now.size())); // first: who reads must see that it goes
            olderBytes -= oldest.bytes();
            shares.dropped(oldest.id(), firstOffset);
            database.db().write(synced, batch);
        }
        database.removeFilesUpTo(oldest.id());
        LOG.debug("dropped segment={} next_offset={}", oldest.id(), firstOffset);
    }

    /**
     * Takes from a customer what it has of a segment, and of those before it. What others have there stays.
     *
     * @param at which of the segments it is; not the last one
     */
    private void take(ByteShares.Part part, List<Segment> now, int at, Database database, Catalog catalog)
            throws RocksDBException {
        Segment segment = now.get(at);
        Segment rest = segment.with(segment.bytes() - part.bytes());
        long firstOffset = now.get(at + 1).firstOffset();
        shares.loses(part.customer(), firstOffset); // first: who reads must see that it goes
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            catalog.customers().putCut(batch, part.customer(), firstOffset);
            catalog.customers().removePart(batch, part.segment(), part.customer());
            if (rest.bytes() == 0) {
                catalog.removeSegment(batch, rest.id());
            } else {
                catalog.putSegment(batch, rest);
            }
            database.db().write(synced, batch);
        }
        shares.gone(part);
        olderBytes -= part.bytes();
        List<Segment> left = new ArrayList<>(now);
        if (rest.bytes() == 0) {
            left.remove(at);
        } else {
            left.set(at, rest);
        }
        segments = List.copyOf(left);
        LOG.debug("dropped segment={} of customer={} next_offset={}", part.segment(), part.customer(), firstOffset);
    }

    /** Nobody reads any more what was taken; now it makes room on the disk. */
    private void removeTaken(List<ByteShares.Part> taken, Database database) throws RocksDBException {
        for (ByteShares.Part part : taken) {
            if (segments.stream().noneMatch(segment -> segment.id() == part.segment())) {
                database.removeFilesOf(part.segment());
            }
        }
        database.removeParts(taken); // also of those: a file may have other segments, too
    }
}
