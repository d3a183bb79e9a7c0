package dev.ringdown.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * What a stream of events is about. Immutable.
 *
 * @param owner the agent who gets them too, or null
 * @param call whose events they are
 */
public record Source(String customer, @Nullable String owner, String call) {}
