package dev.ringdown.log.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;

/** Whatever happens to nodes and journal, all nodes have the same, in order, once, and nothing that was acknowledged is lost. */
class SimulatedClusterTest {
    private static final int SEEDS = Integer.getInteger("ringdown.simulation.seeds", 1_000);
    private static final int STEPS = 800;

    @Test
    void allNodesHaveTheSameAndNothingAcknowledgedIsLost() {
        Tally tally = new Simulation(MemoryDisks::new, STEPS).run(1, SEEDS);

        System.out.println("simulated clusters: " + tally);
        assertThat(tally).matches(Tally::isOfEverything);
    }

    /** A cluster with a disk that forgets: what finds nothing wrong with it would find nothing at all. */
    @Test
    void aSeedThatFailsIsNamedAndFailsAgain() {
        Simulation forgetful = new Simulation(ForgetfulDisks::new, STEPS);

        AssertionError first = failure(forgetful);
        AssertionError again = failure(forgetful);

        assertThat(first).hasMessageStartingWith("seed 1 (-Dringdown.simulation.seed=1 runs it alone): ");
        assertThat(again).hasMessage(first.getMessage());
    }

    private static AssertionError failure(Simulation simulation) {
        return catchThrowableOfType(AssertionError.class, () -> simulation.run(1, 1));
    }
}
