package dev.ringdown.bench.compare;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What came of one trial of one server. Immutable.
 *
 * @param trial its name
 * @param peer the server's name
 * @param title the server's, with its version
 * @param round from 1
 * @param values of everything that was measured
 * @param story the first thing that went wrong, or empty
 */
public record Outcome(String trial, String peer, String title, int round, Map<Measure, Double> values, String story) {
    /** A quiet machine has a few percent. */
    private static final double MOST_OTHERS_PERCENT = 20;

    private static final List<Measure> FAULTS = List.of(
            Measure.LOST, Measure.DOUBLED, Measure.DISORDERED, Measure.FOREIGN, Measure.REFUSED, Measure.CLOSED);

    public Outcome {
        Map<Measure, Double> copy = new EnumMap<>(Measure.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    /** A value, 0 if it was not measured. */
    public double value(Measure measure) {
        return values.getOrDefault(measure, 0.0);
    }

    /** Whether others on the machine took so much of a processor that this says little. */
    public boolean isDisturbed() {
        return value(Measure.OTHERS_PERCENT) > MOST_OTHERS_PERCENT;
    }

    /** Whether nothing was lost, doubled, out of order or refused. */
    public boolean isExact() {
        return story.isEmpty() && FAULTS.stream().allMatch(fault -> value(fault) == 0);
    }
}
