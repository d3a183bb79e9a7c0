package dev.ringdown.log.embedded;

import dev.ringdown.log.Epoch;
import dev.ringdown.log.Store;
import dev.ringdown.log.StoreFigures;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** How much a log in a folder has. Thread-safe. */
record Figures(Store store, Retention retention, OpenDatabase open) implements StoreFigures {
    @Override
    public long headOffset() {
        return store.headOffset();
    }

    @Override
    public long firstOffset() {
        return store.firstOffset();
    }

    @Override
    public long currentEpoch() {
        List<Epoch> epochs = store.epochs();
        return epochs.get(epochs.size() - 1).epoch();
    }

    @Override
    public long retainedBytes() {
        return retention.bytes();
    }

    @Override
    public long oldestMillis() {
        return retention.oldestMillis();
    }

    @Override
    public long liveResources() {
        try {
            return open.useNow(now -> (long) now.latest().count(), 0L);
        } catch (RocksDBException e) {
            throw new IllegalStateException("counting asks nothing of the database", e);
        }
    }

    @Override
    public @Nullable String fault() {
        return store.fault();
    }
}
