package dev.ringdown.log.simulation;

import java.io.IOException;
import java.util.function.Supplier;

/**
 * Runs simulated clusters, one for each seed. A seed that fails is named by the error, and fails again when it alone is run:
 * {@code -Dringdown.simulation.seed=<seed>}. Immutable.
 *
 * @param disks makes the disks of one cluster
 * @param steps how much happens to each
 */
public record Simulation(Supplier<Disks> disks, int steps) {
    private static final String SEED = "ringdown.simulation.seed";

    /**
     * Runs so many, or the one of the system property.
     *
     * @return what has happened to all of them
     */
    public Tally run(long firstSeed, int seeds) {
        Tally tally = new Tally();
        Long only = Long.getLong(SEED);
        if (only != null) {
            run(only, tally);
            return tally;
        }
        for (long seed = firstSeed; seed < firstSeed + seeds; seed++) {
            run(seed, tally);
        }
        return tally;
    }

    private void run(long seed, Tally tally) {
        try {
            new SimulatedCluster(seed, disks.get(), tally).run(steps);
        } catch (RuntimeException | IOException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " (-D" + SEED + '=' + seed + " runs it alone): " + e.getMessage(), e);
        }
    }
}
