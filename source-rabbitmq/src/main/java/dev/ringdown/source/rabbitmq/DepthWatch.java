package dev.ringdown.source.rabbitmq;

import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks now and then how much waits in the broker, and says so when a queue is full: from then on the broker forgets the
 * oldest messages. Confined to the source's thread.
 */
final class DepthWatch {
    /** How often it looks. */
    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(DepthWatch.class);

    private final RabbitmqOptions options;
    private final Turns turns;
    private final RabbitmqMeters meters;
    private boolean full;
    private boolean deadLettersFull;

    DepthWatch(RabbitmqOptions options, Turns turns, RabbitmqMeters meters) {
        this.options = options;
        this.turns = turns;
        this.meters = meters;
    }

    /**
     * Looks as long as this link holds.
     *
     * @param failed told when the broker cannot be asked
     */
    void follow(Broker.Link link, Consumer<String> failed) {
        saw(link.depthsAtFirst());
        turns.after(EVERY, () -> look(link, failed));
    }

    private void look(Broker.Link link, Consumer<String> failed) {
        try {
            link.askDepths(depths -> {
                saw(depths);
                turns.after(EVERY, () -> look(link, failed));
            });
        } catch (IOException e) {
            failed.accept("cannot ask how much waits: " + e.getMessage());
        }
    }

    private void saw(Broker.Depths depths) {
        meters.depths(depths.waiting(), depths.buried());
        full = tell(full, depths.waiting(), options.maxLength(), options.queue(), Limit.QUEUE_LENGTH);
        deadLettersFull = tell(
                deadLettersFull,
                depths.buried(),
                options.maxDeadLetters(),
                options.deadLetterQueue(),
                Limit.DEAD_LETTERS);
    }

    private boolean tell(boolean told, long messages, long most, String queue, Limit limit) {
        boolean now = messages >= most;
        if (now && !told) {
            meters.full(limit);
            LOG.warn(
                    "queue={} is full messages={} (the broker forgets the oldest; see {} in operating.md)",
                    queue,
                    messages,
                    limit);
        }
        return now;
    }
}
