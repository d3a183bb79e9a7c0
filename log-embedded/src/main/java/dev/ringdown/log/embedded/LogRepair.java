package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the write-ahead files of a folder where they are damaged, so that what stands before can be used. What is cut off stays
 * beside them in files that nobody reads. No process may use the folder. Stateless.
 */
public final class LogRepair {
    private static final String KEPT = ".damaged";

    private LogRepair() {}

    /**
     * Cuts at the first damage.
     *
     * @return what was done, in a sentence; null if nothing is damaged
     */
    public static @Nullable String cut(Path folder) throws IOException {
        try (FileChannel lock = FileChannel.open(folder.resolve("LOCK"), StandardOpenOption.WRITE)) {
            if (lock.tryLock() == null) {
                throw new IOException("cannot cut the log in " + folder + ": a process uses it (stop that one)");
            }
            WriteAheadFiles.Damage damage = WriteAheadFiles.find(folder);
            return damage == null ? null : cut(folder, damage);
        }
    }

    private static String cut(Path folder, WriteAheadFiles.Damage damage) throws IOException {
        List<Path> files = WriteAheadFiles.in(folder);
        int at = files.indexOf(damage.file());
        Files.copy(damage.file(), kept(damage.file()), StandardCopyOption.COPY_ATTRIBUTES);
        for (Path later : files.subList(at + 1, files.size())) {
            Files.move(later, kept(later));
        }
        try (FileChannel file = FileChannel.open(damage.file(), StandardOpenOption.WRITE)) {
            file.truncate(damage.position()).force(true);
        }
        return DamagedFiles.tell(damage) + "; it ends there now, and what it was is in files that end in " + KEPT;
    }

    private static Path kept(Path file) {
        return file.resolveSibling(file.getFileName() + KEPT);
    }
}
