package dev.ringdown.log.simulation;

import dev.ringdown.log.LogMeters;
import dev.ringdown.log.simulation.Tally.Happening;
import dev.ringdown.protocol.Limit;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** Adds what nodes count of their canaries and digests to a tally. Confined to one thread. */
final class TalliedMeters implements LogMeters {
    private static final Map<String, Happening> TALLIED = Map.of(
            "ringdown.journal.follower.restarts", Happening.FOLLOWERS_RESTARTED,
            "ringdown.journal.digests.compared", Happening.DIGESTS_COMPARED);

    private final Tally tally;

    TalliedMeters(Tally tally) {
        this.tally = tally;
    }

    @Override
    public Count count(String name, String description) {
        Happening tallied = TALLIED.get(name);
        return tallied == null ? NONE.count(name, description) : more -> tally.add(tallied, (int) more);
    }

    @Override
    public Timing timing(String name, String description) {
        return NONE.timing(name, description);
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value) {}

    @Override
    public void gauge(String name, String description, String label, String of, DoubleSupplier value) {}

    @Override
    public void limitReached(Limit limit) {}
}
