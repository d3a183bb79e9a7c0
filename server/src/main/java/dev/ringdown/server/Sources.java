package dev.ringdown.server;

import dev.ringdown.log.EventLog;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.publish.WayIn;
import dev.ringdown.source.rabbitmq.RabbitmqMeters;
import dev.ringdown.source.rabbitmq.RabbitmqOptions;
import dev.ringdown.source.rabbitmq.RabbitmqSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the gateway fetches events itself; there may be nothing. Thread-safe. */
final class Sources implements AutoCloseable {
    private final @Nullable RabbitmqOptions options;
    private final WayIn wayIn;
    private final EventLog log;
    private final MeterRegistry registry;
    private final GatewayMetrics metrics;
    private volatile @Nullable RabbitmqSource rabbitmq;

    /** @param options null: there is no RabbitMQ */
    Sources(
            @Nullable RabbitmqOptions options,
            WayIn wayIn,
            EventLog log,
            MeterRegistry registry,
            GatewayMetrics metrics) {
        this.options = options;
        this.wayIn = wayIn;
        this.log = log;
        this.registry = registry;
        this.metrics = metrics;
    }

    /**
     * Begins to fetch, and returns at once.
     *
     * @throws IOException something that it needs cannot be had; the message says what
     */
    void start() throws IOException {
        if (options != null) {
            RabbitmqMeters meters = new RabbitmqMetrics(registry, metrics, options);
            rabbitmq = RabbitmqSource.start(options, wayIn.decoder()::copy, wayIn.publishing(), log::fault, meters);
        }
    }

    /** How each is, a line for each; empty if there is none. */
    String status() {
        RabbitmqSource source = rabbitmq;
        return source == null ? "" : "rabbitmq: " + source.status() + "\n";
    }

    /** Takes nothing more; what was taken and is not in the log goes back. */
    @Override
    public void close() {
        RabbitmqSource source = rabbitmq;
        if (source != null) {
            source.close();
        }
    }
}
