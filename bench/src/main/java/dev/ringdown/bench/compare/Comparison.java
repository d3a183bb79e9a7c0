package dev.ringdown.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All outcomes, by trial and server. Immutable. */
public final class Comparison {
    private final List<Outcome> outcomes;

    public Comparison(List<Outcome> outcomes) {
        this.outcomes = List.copyOf(outcomes);
    }

    public List<Outcome> outcomes() {
        return outcomes;
    }

    /** Of one trial, in the order in which servers appear; empty if it was not run. */
    public List<Standing> standings(Trial trial) {
        Map<String, List<Outcome>> byPeer = new LinkedHashMap<>();
        for (Outcome outcome : outcomes) {
            if (outcome.trial().equals(trial.name())) {
                byPeer.computeIfAbsent(outcome.peer(), key -> new ArrayList<>()).add(outcome);
            }
        }
        return byPeer.values().stream()
                .map(group -> new Standing(trial, group))
                .sorted((one, other) -> Double.compare(
                        other.median(Measure.DELIVERIES_PER_SECOND), one.median(Measure.DELIVERIES_PER_SECOND)))
                .toList();
    }
}
