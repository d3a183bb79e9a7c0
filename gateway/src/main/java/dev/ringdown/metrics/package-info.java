/**
 * What the gateway counts. One class names every meter but those of the log, so that the names in code, in {@code
 * /metrics} and in the documentation are one list; a log names its own, since there may be several kinds of it.
 * Thread-safe; it knows Micrometer and nothing of what is counted.
 */
@NullMarked
package dev.ringdown.metrics;

import org.jspecify.annotations.NullMarked;
