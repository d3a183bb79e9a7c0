package dev.ringdown.subscription;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.log.Sequence;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.topic.TopicParser;

/**
 * What the subscriptions of all sessions of an event loop share. Immutable.
 *
 * @param router delivers on this loop what is new
 * @param reads of the log that the router follows
 * @param topicParser reads topics as clients write them
 * @param maxTopics how many topics a session may have subscribed
 */
public record LoopContext(
        LoopRouter router, SharedReads reads, TopicParser topicParser, int maxTopics, GatewayMetrics metrics) {
    /** A number of a customer's entries as clients hold it. */
    Sequence sequence(long number) {
        return new Sequence(reads.log().epoch(), number);
    }
}
