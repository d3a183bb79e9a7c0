package dev.ringdown.server;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of reloads. The start counts as the first good reading. Thread-safe. */
final class ReloadMetrics {
    private final MeterRegistry registry;
    private final Clock clock;
    private final AtomicLong lastGood;
    private final AtomicLong lastBad;

    ReloadMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        lastGood = gauge("ringdown.reload.good.timestamp.seconds", "when the configuration that holds was read");
        lastBad = gauge(
                "ringdown.reload.bad.timestamp.seconds",
                "when one was read last that could not be used; 0 if none was");
        lastGood.set(clock.instant().getEpochSecond());
        count("good", 0);
        count("bad", 0);
    }

    private AtomicLong gauge(String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
        return value;
    }

    /** What was read holds. */
    void good() {
        lastGood.set(clock.instant().getEpochSecond());
        count("good", 1);
    }

    /** What was read cannot be used, and nothing has changed. */
    void bad() {
        lastBad.set(clock.instant().getEpochSecond());
        count("bad", 1);
    }

    private void count(String result, int times) {
        Counter.builder("ringdown.reloads")
                .description("times that the configuration was read again, by what came of it")
                .tag("result", result)
                .register(registry)
                .increment(times);
    }
}
