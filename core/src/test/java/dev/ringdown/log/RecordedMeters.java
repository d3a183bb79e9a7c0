package dev.ringdown.log;

import dev.ringdown.protocol.Limit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;

/** Meters that remember, by name. Thread-safe. */
final class RecordedMeters implements LogMeters {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
    private final Map<String, DoubleSupplier> gauges = new ConcurrentHashMap<>();
    private final List<Limit> reached = new CopyOnWriteArrayList<>();

    /** What was counted; of a timing, how often something was done. */
    long counted(String name) {
        AtomicLong count = counts.get(name);
        return count == null ? 0 : count.get();
    }

    double shown(String gauge) {
        DoubleSupplier value = gauges.get(gauge);
        if (value == null) {
            throw new AssertionError(gauge + ": not shown (expected: one of " + gauges.keySet() + ")");
        }
        return value.getAsDouble();
    }

    List<Limit> reached() {
        return new ArrayList<>(reached);
    }

    @Override
    public Count count(String name, String description) {
        AtomicLong count = counts.computeIfAbsent(name, key -> new AtomicLong());
        return count::addAndGet;
    }

    @Override
    public Timing timing(String name, String description) {
        AtomicLong count = counts.computeIfAbsent(name, key -> new AtomicLong());
        return nanos -> count.incrementAndGet();
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
        reached.add(limit);
    }
}
