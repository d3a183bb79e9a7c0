package dev.ringdown.server;

import dev.ringdown.log.Checkpoints;
import dev.ringdown.log.EventLog;
import org.jspecify.annotations.Nullable;

/**
 * A log that is started.
 *
 * @param checkpoints of its store, for other nodes; null: it is not in files
 */
record OpenedLog(EventLog log, @Nullable Checkpoints checkpoints) {}
