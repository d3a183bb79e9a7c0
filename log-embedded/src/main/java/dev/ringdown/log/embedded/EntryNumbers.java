package dev.ringdown.log.embedded;

import dev.ringdown.log.NumberSearch;
import dev.ringdown.log.NumberSearch.Numbered;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * Finds entries by their number, which is in no key: by the first entry of a customer in each segment, from the newest on,
 * then by halving. That takes a seek for each segment and some twenty more. Stateless; the database must stay open.
 */
final class EntryNumbers {
    private final Database database;
    private final Retention retention;
    private final ByteShares shares;

    EntryNumbers(Database database, Retention retention, ByteShares shares) {
        this.database = database;
        this.retention = retention;
        this.shares = shares;
    }

    /**
     * The key of a customer's entry; null if it is not retained.
     *
     * @param headOffset what is beyond it is left out
     */
    byte @Nullable [] keyOf(UUID customer, long number, long headOffset) throws RocksDBException {
        List<Segment> segments = retention.segments();
        long firstOffset = shares.firstOffset(customer);
        try (ReadOptions options = new ReadOptions().setPrefixSameAsStart(true);
                RocksIterator iterator = database.db().newIterator(database.entries(), options)) {
            long lastOffset = headOffset;
            for (int i = segments.size() - 1; i >= 0 && lastOffset >= firstOffset; i--) {
                Segment segment = segments.get(i);
                byte[] from = Keys.entry(segment.id(), customer, Math.max(firstOffset, segment.firstOffset()));
                iterator.seek(from);
                Numbered first = numbered(iterator, from);
                if (first != null && first.number() <= number) {
                    long offset = NumberSearch.offsetOf(
                            number, first.offset(), lastOffset, upTo -> newestUpTo(upTo, segment, customer, iterator));
                    return offset < 0 ? null : Keys.entry(segment.id(), customer, offset);
                }
                lastOffset = segment.firstOffset() - 1;
            }
            return null;
        }
    }

    private static @Nullable Numbered newestUpTo(long offset, Segment segment, UUID customer, RocksIterator iterator)
            throws RocksDBException {
        byte[] from = Keys.entry(segment.id(), customer, offset);
        iterator.seekForPrev(from);
        return numbered(iterator, from);
    }

    /** The entry at which an iterator is; null if it has left the range of a key. */
    private static @Nullable Numbered numbered(RocksIterator iterator, byte[] range) throws RocksDBException {
        if (iterator.isValid() && Keys.sameRange(iterator.key(), range)) {
            return new Numbered(Keys.offsetOf(iterator.key()), EntryCodec.numberOf(iterator.value()));
        }
        iterator.status();
        return null;
    }
}
