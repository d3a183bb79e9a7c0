package dev.ringdown.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** How far the sessions of all event loops are behind. Thread-safe. */
final class LoopLags {
    private final List<LoopLag> lags = new CopyOnWriteArrayList<>();

    LoopLags(MeterRegistry registry) {
        Gauge.builder("ringdown.sessions.behind", lags, LoopLags::sessionsBehind)
                .description("sessions that get some of what they get from the log, as of the last second")
                .register(registry);
        Gauge.builder("ringdown.catch.up.lag", lags, LoopLags::greatestLag)
                .description(
                        "the most entries that the log still has before a session that is behind, as of the last second")
                .register(registry);
    }

    private static double sessionsBehind(List<LoopLag> lags) {
        return lags.stream().mapToInt(LoopLag::sessionsBehind).sum();
    }

    private static double greatestLag(List<LoopLag> lags) {
        return lags.stream().mapToLong(LoopLag::greatestLag).max().orElse(0);
    }

    /** Where one more loop notes how far its sessions are behind. */
    LoopLag another() {
        LoopLag lag = new LoopLag();
        lags.add(lag);
        return lag;
    }
}
