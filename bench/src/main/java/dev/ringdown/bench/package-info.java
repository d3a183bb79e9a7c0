/**
 * {@code ./run bench}: workloads by name. A workload decides who subscribes, what is published, and what is told of it. Runs
 * on the main thread, and asks the event loops of the load. It must not know how frames look.
 */
@NullMarked
package dev.ringdown.bench;

import org.jspecify.annotations.NullMarked;
