package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Whether the disk has room to go on. Asked before every write: stopping while RocksDB still can write its own files is
 * what makes recovering simple. Thread-safe.
 */
final class DiskSpace {
    /** How many bytes are free. */
    interface Free {
        long bytes() throws IOException;
    }

    private final Path folder;
    private final long minFreeBytes;
    private final Free free;

    DiskSpace(Path folder, long minFreeBytes, Free free) {
        this.folder = folder;
        this.minFreeBytes = minFreeBytes;
        this.free = free;
    }

    /** What this user may still write on the disk of a folder. */
    static Free of(Path folder) {
        return () -> Files.getFileStore(folder).getUsableSpace();
    }

    /** What is wrong, with the remedy; null if there is room. */
    @Nullable
    String shortage() {
        try {
            long bytes = free.bytes();
            return bytes >= minFreeBytes
                    ? null
                    : "no space left for the log in " + folder + ": " + bytes + " bytes are free (expected: at least "
                            + minFreeBytes + ", log.min-free; make room, or lower log.retention-bytes)";
        } catch (IOException e) {
            return "the log's folder " + folder + " cannot be looked at: " + e.getMessage();
        }
    }
}
