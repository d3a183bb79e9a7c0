package dev.ringdown.journal.record;

/**
 * Which record it is, so that its writer knows it when it comes back. A record that stands in a journal more than once has one
 * stamp. Immutable.
 *
 * @param writer a random number that one opening of one node's log has
 * @param number grows by one from record to record of a writer
 */
public record RecordStamp(long writer, long number) {}
