package dev.ringdown.admin;

import java.time.Duration;

/**
 * How this node's store is handed out. Immutable.
 *
 * @param most checkpoints that there may be at a time, {@code admin.checkpoints}
 * @param idle after so long without a question one is ended
 */
public record CheckpointOptions(int most, Duration idle) {}
