package dev.ringdown.publishing;

import dev.ringdown.protocol.Limit;

/** What publishing counts. Called on any thread; must not block. */
public interface PublishMeters {
    /** The log acknowledged so many new events, and so many that it had already. */
    void appended(int count, int duplicateCount);

    /** A limit of the configuration turned something away. */
    void limitReached(Limit limit);
}
