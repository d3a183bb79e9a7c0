package dev.ringdown.log.embedded;

import dev.ringdown.log.LogEntry;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Latest events of one customer that were overtaken while somebody reads through them, and that retention has taken or may
 * take soon. Snapshots hold it, so it is gone with the last of them. Thread-safe: the appender adds, anybody reads.
 */
final class KeptEntries {
    private final ConcurrentMap<Long, LogEntry> byOffset = new ConcurrentHashMap<>(0);

    void keep(LogEntry entry) {
        byOffset.put(entry.offset(), entry);
    }

    /** The entry at an offset; null if it is not kept. */
    @Nullable
    LogEntry find(long offset) {
        return byOffset.get(offset);
    }
}
