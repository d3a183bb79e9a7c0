package dev.ringdown.bench.load;

import java.net.InetSocketAddress;

/**
 * Where and how events are published. Immutable.
 *
 * @param to the internal port
 * @param key of the publisher
 * @param eventBytes of the posted JSON of one event
 */
public record Publication(InetSocketAddress to, String key, int eventBytes) {
    public Publication {
        if (eventBytes < PostTemplate.LEAST_EVENT_BYTES || eventBytes > PostTemplate.MOST_EVENT_BYTES) {
            throw new IllegalArgumentException("--event-bytes: " + eventBytes + " (expected: "
                    + PostTemplate.LEAST_EVENT_BYTES + " to " + PostTemplate.MOST_EVENT_BYTES + ')');
        }
    }
}
