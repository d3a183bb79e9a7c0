package dev.ringdown.trace;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * The limits of tracing.
 *
 * @param maxEntries entries that one trace holds
 * @param idle how long a session is traced after somebody has asked
 * @param slots one for each session that may be traced at a time, on whichever event loop; taken without waiting
 */
public record TraceOptions(int maxEntries, Duration idle, Semaphore slots) {}
