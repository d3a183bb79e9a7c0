package dev.ringdown.log;

import org.jspecify.annotations.Nullable;

/** How much a store has, for whoever counts. Thread-safe; nothing here blocks. */
public interface StoreFigures {
    /** See {@link Store#headOffset}. */
    long headOffset();

    /** See {@link Store#firstOffset()}. */
    long firstOffset();

    /** The number of the epoch that the next entry belongs to. */
    long currentEpoch();

    /** What is retained, uncompressed. */
    long retainedBytes();

    /** When the oldest of it was appended, or a little before; 0 if nothing is retained. */
    long oldestMillis();

    /** Resources whose latest event is kept for snapshots. */
    long liveResources();

    /** See {@link EventLog#fault}. */
    @Nullable
    String fault();

    /** Shows them for as long as the store is open. */
    static void show(StoreFigures store, LogMeters meters) {
        meters.gauge("ringdown.log.head", "offset of the newest entry, -1 if there is none", store::headOffset);
        meters.gauge("ringdown.log.first", "offset of the oldest retained entry", store::firstOffset);
        meters.gauge("ringdown.log.epoch", "the current epoch", store::currentEpoch);
        meters.gauge("ringdown.log.bytes", "what is retained, uncompressed", store::retainedBytes);
        meters.gauge(
                "ringdown.log.oldest.timestamp.seconds",
                "when the oldest retained entry was appended, since 1970; 0 if there is none",
                () -> store.oldestMillis() / 1_000.0);
        meters.gauge(
                "ringdown.log.live.resources",
                "resources whose latest event is kept for snapshots",
                store::liveResources);
        meters.gauge(
                "ringdown.log.fault", "1 while the log takes no events, else 0", () -> store.fault() == null ? 0 : 1);
    }
}
