package dev.ringdown.server;

import dev.ringdown.log.Checkpoints;
import dev.ringdown.log.EventLog;
import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.embedded.EmbeddedStore;
import org.jspecify.annotations.Nullable;

/**
 * A log that is started.
 *
 * @param checkpoints of its store, for other nodes; null: it is not in files
 */
record OpenedLog(EventLog log, @Nullable Checkpoints checkpoints) {
    /** A log over a store. */
    static OpenedLog over(EventLog log, ReplicaStore store) {
        return new OpenedLog(log, store instanceof EmbeddedStore embedded ? embedded.checkpoints() : null);
    }
}
