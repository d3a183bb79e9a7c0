package dev.ringdown.log.simulation;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How often what happened to simulated clusters, so that it is seen that it happened at all. Confined to one thread. */
public final class Tally {
    /** What may happen. */
    public enum Happening {
        APPENDS_STORED,
        APPENDS_REFUSED,
        APPENDS_UNKNOWN,
        RECORDS,
        DUPLICATES,
        NODES_KILLED,
        NODES_STOPPED,
        NODES_JOINED,
        DISKS_LOST,
        WRITES_FAILED,
        JOURNAL_TRUNCATED,
        JOURNAL_REPLACED,
        STORES_EMPTIED,
        NEW_EPOCHS,
        NODES_CONFIGURED_OTHERWISE,
        NODES_DEAFENED,
        CANARIES_LATE,
        CANARIES_BACK,
        FOLLOWERS_RESTARTED,
        DIGESTS_COMPARED
    }

    private final Map<Happening, Integer> counts = new EnumMap<>(Happening.class);

    void add(Happening happening) {
        add(happening, 1);
    }

    void add(Happening happening, int more) {
        counts.merge(happening, more, Integer::sum);
    }

    /** How often something has happened. */
    public int of(Happening happening) {
        return counts.getOrDefault(happening, 0);
    }

    /** Whether everything has happened that may. */
    public boolean isOfEverything() {
        return Arrays.stream(Happening.values()).allMatch(happening -> of(happening) > 0);
    }

    @Override
    public String toString() {
        return Arrays.stream(Happening.values())
                .map(happening -> happening + "=" + of(happening))
                .collect(Collectors.joining(" "));
    }
}
