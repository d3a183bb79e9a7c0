/**
 * A journal that is a topic of Kafka with one partition. It owns the clients of Kafka, whose threads send, and one thread that
 * reads; what is told to a follower is told on that one. It knows bytes, positions and how a topic must be, and nothing of
 * events or of how a log is filled.
 */
@NullMarked
package dev.ringdown.journal.kafka;

import org.jspecify.annotations.NullMarked;
