package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disk has room to go on. Asked before every write: stopping while RocksDB still can write its own files is
 * what makes recovering simple. Thread-safe.
 */
final class DiskSpace {
    private final Path folder;
    private final long minFreeBytes;

    DiskSpace(Path folder, long minFreeBytes) {
        this.folder = folder;
        this.minFreeBytes = minFreeBytes;
    }

    /** What is wrong, with the remedy; null if there is room. */
    @Nullable
    String shortage() {
        try {
            FileStore store = Files.getFileStore(folder);
            long free = store.getUsableSpace();
            return free >= minFreeBytes
                    ? null
                    : "no space left for the log in " + folder + ": " + free + " bytes are free (expected: at least "
                            + minFreeBytes + ", log.min-free; make room, or lower log.retention-bytes)";
        } catch (IOException e) {
            return "the log's folder " + folder + " cannot be looked at: " + e.getMessage();
        }
    }
}
