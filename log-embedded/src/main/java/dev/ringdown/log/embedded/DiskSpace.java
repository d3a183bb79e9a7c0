package dev.ringdown.log.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
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
        File file = folder.toFile();
        return () -> {
            long bytes =
                    file.getUsableSpace(); // one system call; Files.getFileStore reads the table of mounts each time
            if (bytes == 0 && !Files.isDirectory(folder)) {
                throw new NoSuchFileException(folder.toString());
            }
            return bytes;
        };
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
