/**
 * From an event, wherever it came from, to what became of it: append it to the log, count it, say it. Any thread. It
 * knows the log and events, and nothing of HTTP, brokers, or who may publish how fast.
 */
@NullMarked
package dev.ringdown.publishing;

import org.jspecify.annotations.NullMarked;
