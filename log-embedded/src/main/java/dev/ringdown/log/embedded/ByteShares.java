package dev.ringdown.log.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * How much of the retained bytes is whose, and where what is left of a customer begins that has lost some. Of each segment
 * only those count that have a good part of it, so that many small customers cost nothing. The appender changes it;
 * anybody asks for {@link #firstOffset}.
 *
 * <p>It and the {@link CustomerNotes} know each other: what is kept of a part is written there, and read from there when the
 * log is opened.
 */
final class ByteShares {
    /** What counts in a share is at least one of so many parts of an ordinary segment. */
    private static final int PARTS = 128;

    /** What one customer has of a segment that has ended. */
    record Part(UUID customer, int segment, long bytes) {}

    private final long maxBytes;
    private final long countedBytes;

    private final ConcurrentMap<UUID, Long> firstOffsets = new ConcurrentHashMap<>();

    // Only the appender touches these.
    private final TreeMap<Integer, Map<UUID, Long>> partsBySegment = new TreeMap<>();
    private final Map<UUID, Long> bytesByCustomer = new HashMap<>();
    private final Map<UUID, Long> inNewest = new HashMap<>();
    private int newest;

    /**
     * @param maxBytes what a customer may have when there is no room
     * @param segmentBytes of an ordinary segment
     */
    ByteShares(long maxBytes, long segmentBytes) {
        this.maxBytes = maxBytes;
        this.countedBytes = Math.max(1, segmentBytes / PARTS);
    }

    /** Finds what was counted when the log was last open; once, before anything is noted. */
    void restore(CustomerNotes notes, Catalog.Head head) throws RocksDBException {
        newest = head.segment();
        notes.eachPart(this::add);
        notes.eachCut(firstOffsets::put);
        notes.eachOfSegment(newest, inNewest::put);
    }

    private void add(Part part) {
        partsBySegment.computeIfAbsent(part.segment, id -> new HashMap<>()).put(part.customer, part.bytes);
        bytesByCustomer.merge(part.customer, part.bytes, Long::sum);
    }

    /** From where on entries of a customer are retained, if it has lost some that others have still; otherwise 0. */
    long firstOffset(UUID customer) {
        return firstOffsets.isEmpty() ? 0 : firstOffsets.getOrDefault(customer, 0L);
    }

    /** The greatest offset before which some customer has lost entries that were younger than others' oldest; 0 if none has. */
    long lastCut() {
        return firstOffsets.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** What a customer has in the newest segment; 0 in one that only begins. */
    long bytesIn(int segment, UUID customer) {
        return segment == newest ? inNewest.getOrDefault(customer, 0L) : 0;
    }

    /** What counts of the newest segment, if it ends because this one begins. */
    List<Part> partsEndedBy(int segment) {
        return segment == newest
                ? List.of()
                : inNewest.entrySet().stream()
                        .filter(customer -> customer.getValue() >= countedBytes)
                        .map(customer -> new Part(customer.getKey(), newest, customer.getValue()))
                        .toList();
    }

    /** Notes what a customer has now in a segment that was written to. */
    void written(int segment, Map<UUID, Long> bytes) {
        if (segment != newest) {
            partsEndedBy(segment).forEach(this::add);
            inNewest.clear();
            newest = segment;
        }
        inNewest.putAll(bytes);
    }

    /** The oldest part of whoever has most, if that is more than a share; otherwise null. */
    @Nullable
    Part oldestOfTheLargest() {
        UUID largest = null;
        long most = maxBytes;
        for (Map.Entry<UUID, Long> customer : bytesByCustomer.entrySet()) {
            long bytes = customer.getValue() + inNewest.getOrDefault(customer.getKey(), 0L);
            if (bytes > most) {
                most = bytes;
                largest = customer.getKey();
            }
        }
        if (largest != null) {
            for (Map.Entry<Integer, Map<UUID, Long>> segment : partsBySegment.entrySet()) {
                Long bytes = segment.getValue().get(largest);
                if (bytes != null) {
                    return new Part(largest, segment.getKey(), bytes);
                }
            }
        }
        return null;
    }

    /** A customer loses what it has before an offset; who reads must see that before it goes. */
    void loses(UUID customer, long firstOffset) {
        firstOffsets.put(customer, firstOffset);
    }

    /** A part is not there any more. */
    void gone(Part part) {
        Map<UUID, Long> parts = partsBySegment.get(part.segment);
        if (parts != null && parts.remove(part.customer) != null) {
            take(part.customer, part.bytes);
            if (parts.isEmpty()) {
                partsBySegment.remove(part.segment);
            }
        }
    }

    private void take(UUID customer, long bytes) {
        bytesByCustomer.computeIfPresent(customer, (id, before) -> before == bytes ? null : before - bytes);
    }

    /** Puts into a batch that a segment is dropped, and what is therefore known of itself. */
    void putDropped(WriteBatch batch, CustomerNotes notes, int segment, long firstOffset) throws RocksDBException {
        for (UUID customer : partsBySegment.getOrDefault(segment, Map.of()).keySet()) {
            notes.removePart(batch, segment, customer);
        }
        for (Map.Entry<UUID, Long> cut : firstOffsets.entrySet()) {
            if (cut.getValue() <= firstOffset) {
                notes.removeCut(batch, cut.getKey());
            }
        }
    }

    /**
     * A segment was dropped.
     *
     * @param firstOffset of everything that is retained
     */
    void dropped(int segment, long firstOffset) {
        Map<UUID, Long> parts = partsBySegment.remove(segment);
        if (parts != null) {
            parts.forEach(this::take);
        }
        firstOffsets.values().removeIf(cut -> cut <= firstOffset);
    }
}
