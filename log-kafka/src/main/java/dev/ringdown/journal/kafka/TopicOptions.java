package dev.ringdown.journal.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Which topic is the journal, and what is asked of it. A topic that is missing is made so; one that is there must be so, or safer.
 * Immutable.
 *
 * @param name of the topic
 * @param replicas how many brokers keep each record
 * @param minInSync how many of them must have a record before it counts as kept
 * @param flushMessages after so many records a broker syncs its disk before it acknowledges; 0: when the system likes
 * @param retention how long records are kept at least
 * @param recordBytes how large a record may be
 */
public record TopicOptions(
        String name, int replicas, int minInSync, long flushMessages, Duration retention, int recordBytes) {
    public TopicOptions {
        requireNonNull(name, "name");
        requireNonNull(retention, "retention");
    }
}
