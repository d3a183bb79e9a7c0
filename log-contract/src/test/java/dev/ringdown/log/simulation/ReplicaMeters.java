package dev.ringdown.log.simulation;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.LogMeters;
import dev.ringdown.protocol.Limit;
import java.util.HashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Meters of one log, by name. Confined to one thread. */
final class ReplicaMeters implements LogMeters {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, DoubleSupplier> gauges = new HashMap<>();

    long counted(String name) {
        return counts.getOrDefault(name, 0L);
    }

    /** @param name with its label, if it has one: {@code name{label=of}} */
    double shown(String name) {
        return requireNonNull(gauges.get(name), name).getAsDouble();
    }

    @Override
    public Count count(String name, String description) {
        return more -> counts.merge(name, more, Long::sum);
    }

    @Override
    public Timing timing(String name, String description) {
        return nanos -> counts.merge(name, 1L, Long::sum);
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value) {
        gauges.put(name, value);
    }

    @Override
    public void gauge(String name, String description, String label, String of, DoubleSupplier value) {
        gauges.put(name + '{' + label + '=' + of + '}', value);
    }

    @Override
    public void limitReached(Limit limit) {
        throw new AssertionError(limit.key());
    }
}
