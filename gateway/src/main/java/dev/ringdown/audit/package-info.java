/**
 * What is written down for whoever asks later: who was connected, and what operators did, a line each by loggers of their own.
 * Called on whatever thread has something to write. It knows nothing of what it writes.
 */
@NullMarked
package dev.ringdown.audit;

import org.jspecify.annotations.NullMarked;
