/**
 * What the gateway counts. One class names every meter, so that the names in code, in {@code /metrics} and in the
 * documentation are one list. Thread-safe; it knows Micrometer and nothing of what is counted.
 */
@NullMarked
package dev.ringdown.metrics;

import org.jspecify.annotations.NullMarked;
