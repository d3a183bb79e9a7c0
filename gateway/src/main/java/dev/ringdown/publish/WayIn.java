package dev.ringdown.publish;

import static java.util.Objects.requireNonNull;

import dev.ringdown.event.EventDecoder;
import dev.ringdown.publishing.Publishing;

/**
 * The way of events into the log, whichever endpoint they come to: how they are read, where they go, and how much may come.
 * Immutable; what it leads to is thread-safe.
 */
public record WayIn(EventDecoder decoder, Publishing publishing, PublishOptions options) {
    public WayIn {
        requireNonNull(decoder, "decoder");
        requireNonNull(publishing, "publishing");
        requireNonNull(options, "options");
    }
}
