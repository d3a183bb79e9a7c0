package dev.ringdown.bench.compare;

import java.util.List;

/**
 * How a server fared in all rounds of a trial. Immutable.
 *
 * @param outcomes at least one
 */
public record Standing(Trial trial, List<Outcome> outcomes) {
    public Standing {
        outcomes = List.copyOf(outcomes);
    }

    public String peer() {
        return outcomes.get(0).peer();
    }

    public String title() {
        return outcomes.get(0).title();
    }

    public Spread spread(Measure measure) {
        return Spread.of(
                outcomes.stream().map(outcome -> outcome.value(measure)).toList());
    }

    public double median(Measure measure) {
        return spread(measure).median();
    }

    /** Whether it cannot keep up, as a rule. */
    public boolean isBehind() {
        return trial.isBehind(median(Measure.BACKLOG_EVENTS));
    }
}
