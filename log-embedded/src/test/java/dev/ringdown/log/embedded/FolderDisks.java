package dev.ringdown.log.embedded;

import dev.ringdown.log.ReplicaStore;
import dev.ringdown.log.simulation.Disks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders in a folder, each with its witness beside it. A process that is killed has its database closed by the system. */
record FolderDisks(Path folder) implements Disks {
    private static final long OWN_EPOCH = 3;

    @Override
    public ReplicaStore open(String name) throws IOException {
        Path disk = Files.createDirectories(folder.resolve(name));
        EmbeddedOptions options = LogFolder.witnessed(
                LogFolder.options(disk.resolve("log")),
                new WitnessPlace.File(disk.resolve("witness")),
                SyncPolicy.NEVER);
        return EmbeddedStore.open(options, OWN_EPOCH);
    }

    @Override
    public void killed(ReplicaStore store) {
        store.close();
    }
}
