package dev.ringdown.source.rabbitmq;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where messages of the queue go.
 *
 * @param reader makes events of what they say
 * @param appending puts events into the log
 * @param fault why the log takes nothing at this time, or null
 */
record Destination(CopyReader reader, Appending appending, Supplier<@Nullable String> fault) {}
