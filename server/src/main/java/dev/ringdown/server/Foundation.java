package dev.ringdown.server;

import dev.ringdown.config.RingdownConfig;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/** What every part is made from. Immutable, but for what is counted; thread-safe. */
record Foundation(RingdownConfig config, Clock clock, PrometheusMeterRegistry registry, GatewayMetrics metrics) {
    static Foundation of(RingdownConfig config, Clock clock) {
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        return new Foundation(config, clock, registry, new GatewayMetrics(registry));
    }
}
