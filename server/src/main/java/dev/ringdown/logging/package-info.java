/**
 * How a line of the log is written: what strangers chose of it is escaped and cut, and a flood of lines is counted instead.
 * Called by Logback on whatever thread logs. It knows nothing of what is logged.
 */
@NullMarked
package dev.ringdown.logging;

import org.jspecify.annotations.NullMarked;
