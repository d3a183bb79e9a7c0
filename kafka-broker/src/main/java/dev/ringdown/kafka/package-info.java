/**
 * Brokers of Kafka on this machine, each a process of its own from Maven's jars, with settings that let them start fast and be
 * small. It owns processes, and folders that others gave it; it knows nothing of ours.
 */
@NullMarked
package dev.ringdown.kafka;

import org.jspecify.annotations.NullMarked;
