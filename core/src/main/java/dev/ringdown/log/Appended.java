package dev.ringdown.log;

/**
 * Where an event stands in the log.
 *
 * @param id the event's id
 * @param duplicate whether an event with this source and id was there already, so that nothing was stored; the sequence
 *     is then the first one's
 */
public record Appended(String id, Sequence sequence, boolean duplicate) {}
