package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segments of the log: when a new one begins, and which are dropped. A segment is a small part of what is retained,
 * and is dropped as a whole by letting go of its files. The appender changes it; anybody reads.
 */
final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /** Segments that retention is made of; what is dropped at once is one of so many. */
    private static final int SEGMENTS = 64;

    private final long maxBytes;
    private final long maxAgeMillis;

    /** Oldest first; replaced, never changed. */
    private volatile List<Segment> segments;

    Retention(long maxBytes, long maxAgeMillis, List<Segment> segments) {
        this.maxBytes = maxBytes;
        this.maxAgeMillis = maxAgeMillis;
        this.segments = List.copyOf(segments);
    }

    /** The segments that are retained, oldest first. */
    List<Segment> segments() {
        return segments;
    }

    /** The offset of the oldest retained entry. */
    long firstOffset(long headOffset) {
        List<Segment> now = segments;
        return now.isEmpty() ? headOffset + 1 : now.get(0).firstOffset();
    }

    /** The segment in which the next entry belongs, with what is in it already; a new one if the last is full or old. */
    Segment segmentFor(Catalog.Head head, LogEntry entry) {
        List<Segment> now = segments;
        if (!now.isEmpty()) {
            Segment newest = now.get(now.size() - 1);
            boolean full = head.segmentBytes() >= maxBytes / SEGMENTS;
            boolean old = entry.appendedAtMillis() - newest.firstMillis() >= Math.max(1, maxAgeMillis / SEGMENTS);
            if (!full && !old) {
                return new Segment(newest.id(), newest.firstOffset(), newest.firstMillis(), head.segmentBytes());
            }
        }
        int id = now.isEmpty() ? head.segment() + 1 : now.get(now.size() - 1).id() + 1;
        return new Segment(id, entry.offset(), entry.appendedAtMillis(), 0);
    }

    /** Notes that a write to this segment has been done. */
    void written(Segment segment, long bytes) {
        List<Segment> now = new ArrayList<>(segments);
        Segment grown = new Segment(segment.id(), segment.firstOffset(), segment.firstMillis(), bytes);
        int last = now.size() - 1;
        if (last >= 0 && now.get(last).id() == segment.id()) {
            now.set(last, grown);
        } else {
            now.add(grown);
        }
        segments = List.copyOf(now);
    }

    /** Whether anything is beyond retention. */
    boolean isDue(long nowMillis) {
        List<Segment> now = segments;
        return now.size() > 1 && isBeyond(now, nowMillis);
    }

    /** Drops what is beyond retention; never the newest segment. */
    void dropOld(Database database, Catalog catalog, long nowMillis) throws RocksDBException {
        for (List<Segment> now = segments; now.size() > 1 && isBeyond(now, nowMillis); now = segments) {
            Segment oldest = now.get(0);
            segments = List.copyOf(now.subList(1, now.size())); // first: who reads must see that it goes
            drop(oldest, database, catalog);
            LOG.debug(
                    "dropped segment={} next_offset={}",
                    oldest.id(),
                    segments.get(0).firstOffset());
        }
    }

    private boolean isBeyond(List<Segment> now, long nowMillis) {
        long bytes = now.stream().mapToLong(Segment::bytes).sum();
        long youngestMillis = now.get(1).firstMillis(); // nothing in the oldest segment is younger than this
        return bytes > maxBytes || youngestMillis < nowMillis - maxAgeMillis;
    }

    /**
     * It is forgotten durably before its files go, so that nobody looks for it after a fall of the machine. What shares a
     * file with a retained segment goes with that one.
     */
    private static void drop(Segment segment, Database database, Catalog catalog) throws RocksDBException {
        try (WriteBatch batch = new WriteBatch();
                WriteOptions synced = new WriteOptions().setSync(true)) {
            catalog.removeSegment(batch, segment.id());
            database.db().write(synced, batch);
        }
        database.removeFilesUpTo(segment.id());
    }
}
