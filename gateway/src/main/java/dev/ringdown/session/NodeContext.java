package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.identity.Identity;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.topic.TopicParser;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * What the sessions of all event loops share. Immutable.
 *
 * @param reads of the log that all follow
 * @param tokens proves what clients send while they are connected
 * @param topicParser reads the topics that they send
 * @param revoked whose credential was revoked; any thread asks
 */
public record NodeContext(
        SharedReads reads,
        SessionOptions options,
        TokenProver tokens,
        TopicParser topicParser,
        GatewayMetrics metrics,
        Clock clock,
        Predicate<Identity> revoked) {
    public NodeContext {
        requireNonNull(reads, "reads");
        requireNonNull(options, "options");
        requireNonNull(tokens, "tokens");
        requireNonNull(topicParser, "topicParser");
        requireNonNull(metrics, "metrics");
        requireNonNull(clock, "clock");
        requireNonNull(revoked, "revoked");
    }

    /** Where nothing is revoked. */
    public NodeContext(
            SharedReads reads,
            SessionOptions options,
            TokenProver tokens,
            TopicParser topicParser,
            GatewayMetrics metrics,
            Clock clock) {
        this(reads, options, tokens, topicParser, metrics, clock, identity -> false);
    }
}
