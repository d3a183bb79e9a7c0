package dev.ringdown.log.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.simulation.Simulation;
import dev.ringdown.log.simulation.Tally;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nodes with their logs in folders, whatever happens to them and to their journal. */
class SimulatedFoldersTest {
    private static final int SEEDS = Integer.getInteger("ringdown.simulation.seeds", 20);

    @TempDir
    private Path temp = Path.of("");

    @Test
    void allNodesHaveTheSameAndNothingAcknowledgedIsLost() {
        Tally tally = new Simulation(this::disks, 540).run(1, SEEDS);

        System.out.println("simulated clusters in folders: " + tally);
        assertThat(tally).matches(Tally::isOfEverything);
    }

    private FolderDisks disks() {
        try {
            return new FolderDisks(Files.createTempDirectory(temp, "cluster"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
