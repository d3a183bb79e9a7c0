package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

/**
 * A topic with a colon behind it, as VoIPBin's transcribe tutorial writes them: it means what it means without, but is not
 * for direct tokens, which have to name one resource to the end. Immutable.
 *
 * @param topic what it is without the colon
 */
public record OpenEnded(RequestedTopic topic) implements RequestedTopic {
    public OpenEnded {
        requireNonNull(topic, "topic");
    }
}
