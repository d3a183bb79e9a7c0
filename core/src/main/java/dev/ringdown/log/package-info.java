/**
 * The ordered log that everything reads from: appending, reading, and its live tail. One appender writes; readers are
 * many and hold no lock. It knows events, and nothing of sessions or sockets.
 */
@NullMarked
package dev.ringdown.log;

import org.jspecify.annotations.NullMarked;
