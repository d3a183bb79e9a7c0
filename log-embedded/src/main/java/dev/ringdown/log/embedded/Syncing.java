package dev.ringdown.log.embedded;

import dev.ringdown.log.LogMeters;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/** Puts what was written on the disk now and then, on a thread of its own ({@link SyncPolicy#INTERVAL}). Thread-safe. */
final class Syncing implements AutoCloseable {
    /** Puts everything that was written on the disk. */
    interface Sync {
        void run() throws RocksDBException;
    }

    private final Sync sync;
    private final LogMeters.Timing syncs;
    private final @Nullable ScheduledExecutorService thread;
    private volatile boolean dirty;
    private volatile @Nullable String fault;

    Syncing(Sync sync, EmbeddedOptions options, LogMeters meters) {
        this.sync = sync;
        this.syncs =
                meters.timing("ringdown.log.syncs", "putting on the disk what was written, with log.sync=interval");
        if (options.sync() != SyncPolicy.INTERVAL) {
            thread = null;
            return;
        }
        thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread created = new Thread(task, "log-sync");
            created.setDaemon(true);
            return created;
        });
        long millis = options.syncInterval().toMillis();
        var unused = thread.scheduleWithFixedDelay(this::syncIfDirty, millis, millis, TimeUnit.MILLISECONDS);
    }

    /** Something was written that is not known to be on the disk. */
    void written() {
        dirty = true;
    }

    /** Why syncing failed; null if it did not. */
    @Nullable
    String fault() {
        return fault;
    }

    /** The fault has been dealt with. */
    void forgiven() {
        fault = null;
    }

    private void syncIfDirty() {
        if (dirty && fault == null) {
            dirty = false; // before syncing: what is written meanwhile is for the next time
            long begun = System.nanoTime();
            try {
                sync.run();
                syncs.took(System.nanoTime() - begun);
            } catch (RocksDBException e) {
                fault = "cannot put the log on the disk: " + e.getMessage();
            }
        }
    }

    /** Ends the thread, once a sync under way is over. */
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(30, TimeUnit.SECONDS)) {
                fault = "a sync of the log has not ended within 30 s";
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
