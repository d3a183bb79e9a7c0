/**
 * What is in a record of a journal: events, or what nodes tell each other, and who appended them. Records are written by one node and read by all, also by
 * those of a later version. It runs on whatever thread asks, and knows neither journals nor logs.
 */
@NullMarked
package dev.ringdown.journal.record;

import org.jspecify.annotations.NullMarked;
