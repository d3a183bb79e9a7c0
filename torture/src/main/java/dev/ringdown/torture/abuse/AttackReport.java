package dev.ringdown.torture.abuse;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What attackers tell of an attack that stands. Immutable.
 *
 * @param attackers how many of their sockets were open at a time
 * @param strength until it had done its worst
 * @param reached how often limits were counted, by their keys
 * @param told keys of limits that attackers were told
 * @param faults what did not hold, a sentence each
 */
public record AttackReport(
        int attackers, Strength strength, Map<String, Long> reached, Set<String> told, List<String> faults) {
    public AttackReport {
        reached = Map.copyOf(reached);
        told = Set.copyOf(told);
        faults = List.copyOf(faults);
    }
}
