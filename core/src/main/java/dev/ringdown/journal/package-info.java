/**
 * The seam between a log and whatever orders and keeps its records for several nodes. It owns no thread and no state, and
 * knows neither events nor how a log is kept, so that anything that orders records can stand behind it.
 */
@NullMarked
package dev.ringdown.journal;

import org.jspecify.annotations.NullMarked;
