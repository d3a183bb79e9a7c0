package dev.ringdown.server;

import dev.ringdown.config.RingdownConfig;
import dev.ringdown.current.Replaceable;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;

/**
 * What every part is made from. Immutable, but for what is counted; thread-safe.
 *
 * @param config of the start
 * @param current the configuration that holds at each time; only a reload replaces it
 * @param clock the time of day, as this machine has it
 * @param guardedClock the same for the ends of tokens and keys
 */
record Foundation(
        RingdownConfig config,
        Replaceable<RingdownConfig> current,
        Clock clock,
        Clock guardedClock,
        PrometheusMeterRegistry registry,
        GatewayMetrics metrics) {
    static Foundation of(RingdownConfig config, Clock clock) {
        PrometheusMeterRegistry registry = ProcessMetrics.registry();
        return new Foundation(
                config,
                new Replaceable<>(config),
                clock,
                new GuardedClock(clock, System::nanoTime),
                registry,
                new GatewayMetrics(registry));
    }
}
