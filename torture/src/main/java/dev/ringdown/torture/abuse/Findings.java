package dev.ringdown.torture.abuse;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of one attack. Immutable.
 *
 * @param attackers how many of their sockets were open at a time
 * @param reached how often limits were counted, by their keys
 * @param told keys of limits that attackers were told
 * @param peak the most of each, looked at ten times a second
 * @param faults what did not hold, a sentence each
 */
public record Findings(
        Scenario scenario,
        int attackers,
        Map<String, Long> reached,
        Set<String> told,
        Honesty during,
        Honesty afterwards,
        ServerState before,
        ServerState peak,
        ServerState after,
        List<String> faults) {
    /**
     * What the honest saw in some stretch of time. Immutable.
     *
     * @param deliveries to their subscribers
     * @param newcomers who came, and got what they asked for or not
     * @param served those who got it
     */
    public record Honesty(
            int deliveries,
            int newcomers,
            int served,
            double deliveryMillisP50,
            double deliveryMillisP99,
            double historyMillisP50,
            double historyMillisMax) {
        static Honesty of(Watched watched) {
            return new Honesty(
                    watched.deliveries(),
                    watched.newcomers(),
                    watched.served(),
                    watched.deliveryMillis(0.5),
                    watched.deliveryMillis(0.99),
                    watched.newcomerMillis(0.5),
                    watched.newcomerMillis(1));
        }
    }

    public Findings {
        reached = Map.copyOf(reached);
        told = Set.copyOf(told);
        faults = List.copyOf(faults);
    }
}
