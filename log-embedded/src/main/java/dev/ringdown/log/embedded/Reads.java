package dev.ringdown.log.embedded;

import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogSlice;
import dev.ringdown.log.Store;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ObjLongConsumer;
import org.rocksdb.RocksDBException;

/** What of a store is read. Thread-safe: whoever reads holds the database open meanwhile. */
final class Reads {
    private final OpenDatabase open;
    private final LongSupplier headOffset;
    private final Path folder;

    /** @param headOffset nothing beyond it is told */
    Reads(OpenDatabase open, LongSupplier headOffset, Path folder) {
        this.open = open;
        this.headOffset = headOffset;
        this.folder = folder;
    }

    /** See {@link Store#read}. */
    LogSlice read(UUID customer, long afterOffset, int maxEntries) {
        return reading(now -> now.reader().read(customer, afterOffset, maxEntries, headOffset.getAsLong()));
    }

    /** See {@link Store#readBack}. */
    LogSlice readBack(UUID customer, long beforeOffset, int maxEntries) {
        return reading(now -> now.reader().readBack(customer, beforeOffset, maxEntries, headOffset.getAsLong()));
    }

    /** See {@link Store#offsetOf}. */
    long offsetOf(UUID customer, long number) {
        return reading(now -> {
            byte[] key = now.numbers().keyOf(customer, number, headOffset.getAsLong());
            return key == null ? -1 : Keys.offsetOf(key);
        });
    }

    /** See {@link Store#liveResources}. */
    LiveResources liveResources(UUID customer) {
        return reading(now -> {
            long offset = headOffset.getAsLong(); // before reading, so that nothing up to it can be missing
            return new LiveSnapshot(
                    now.latest().cut(customer),
                    offset,
                    now.latest().isComplete(customer),
                    (live, kept) -> reading(next -> Optional.ofNullable(
                                    next.latest().find(customer, live, kept, headOffset.getAsLong())))
                            .orElse(null));
        });
    }

    /** See {@link Store#numbers}. */
    void numbers(ObjLongConsumer<UUID> told) {
        boolean unused = reading(now -> {
            now.catalog().customers().numbers(told);
            return true;
        });
    }

    /** See {@link Store#offsetBeforeNewest}. */
    long offsetBeforeNewest(int entries) {
        return entries == 0
                ? headOffset.getAsLong()
                : reading(now -> now.reader().offsetBeforeNewest(entries));
    }

    /** See {@link Store#recall}. */
    void recall(long sinceMillis, long afterOffset, Consumer<Store.Recalled> told) {
        boolean unused = reading(now -> {
            now.reader().recall(sinceMillis, afterOffset, told);
            return true;
        });
    }

    private <T> T reading(OpenDatabase.Use<T> use) {
        try {
            return open.use(use);
        } catch (RocksDBException e) {
            throw new IllegalStateException("cannot read the log in " + folder + ": " + e.getMessage(), e);
        }
    }
}
