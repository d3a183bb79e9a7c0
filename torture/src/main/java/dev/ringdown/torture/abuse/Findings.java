package dev.ringdown.torture.abuse;

import java.util.List;

/**
 * What became of one attack. Immutable.
 *
 * @param attack what the attackers tell of it
 * @param during what the honest saw while it did its worst
 * @param standing what they saw from then on until the attackers left: whether they are cut off is looked at then
 * @param afterwards what they saw when the attackers had left
 * @param peak the most of each, looked at ten times a second
 * @param faults what did not hold, a sentence each, with those of the attackers
 */
public record Findings(
        Scenario scenario,
        AttackReport attack,
        Honesty during,
        Honesty standing,
        Honesty afterwards,
        ServerState before,
        ServerState peak,
        ServerState after,
        List<String> faults) {
    public Findings {
        faults = List.copyOf(faults);
    }
}
