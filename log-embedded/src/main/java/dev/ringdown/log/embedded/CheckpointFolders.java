package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where checkpoints of a store are: each in a folder of its own within that of the store. Stateless. */
final class CheckpointFolders {
    private static final String PREFIX = "checkpoint-";

    private CheckpointFolders() {}

    static Path of(Path store, String id) {
        return store.resolve(PREFIX + id);
    }

    static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    /** Removes those that a process left behind when it was killed; to be called before the store is opened. */
    static void removeLeftBehind(Path store) throws IOException {
        for (Path each : files(store)) {
            if (Files.isDirectory(each) && each.getFileName().toString().startsWith(PREFIX)) {
                remove(each);
            }
        }
    }

    /** Removes one, or what is left of it. */
    static void remove(Path checkpoint) throws IOException {
        if (Files.isDirectory(checkpoint)) {
            for (Path file : files(checkpoint)) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(checkpoint);
        }
    }
}
