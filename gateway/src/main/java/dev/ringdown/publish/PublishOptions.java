package dev.ringdown.publish;

/**
 * The limits of publishers.
 *
 * @param maxEventBytes the largest single event
 * @param maxEventAttributes how many attributes an event may have
 * @param maxBatchEvents the most events in a batch
 * @param eventsPerSecond events that one publisher may publish in the long run; 0: no limit
 */
public record PublishOptions(int maxEventBytes, int maxEventAttributes, int maxBatchEvents, int eventsPerSecond) {}
