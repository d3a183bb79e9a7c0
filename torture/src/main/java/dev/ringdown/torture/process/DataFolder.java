package dev.ringdown.torture.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * The folder of one part: the log and what the server prints. It may be a disk of its own (a tmpfs), which can be
 * filled. Called by the thread that runs the part.
 */
public final class DataFolder {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final Path folder;
    private final boolean mounted;

    private DataFolder(Path folder, boolean mounted) {
        this.folder = folder;
        this.mounted = mounted;
    }

    public static DataFolder make() throws IOException {
        return new DataFolder(Files.createTempDirectory("ringdown-torture-"), false);
    }

    /** A disk of so many MiB; null if this user may not mount one. */
    public static @Nullable DataFolder makeDisk(int mebibytes) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("ringdown-torture-disk-");
        if (Command.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "ringdown-torture", folder.toString())
                .well()) {
            return new DataFolder(folder, true);
        }
        Files.delete(folder);
        return null;
    }

    /** Where the server keeps its log. */
    public Path log() {
        return folder.resolve("log");
    }

    public Path folder() {
        return folder;
    }

    /** Whether it is a disk of its own, which can be filled. */
    public boolean isDisk() {
        return mounted;
    }

    /**
     * Other files take the disk, but for so many bytes; 0 takes the last one. Once more takes what the server has given
     * back meanwhile: a compaction that ends or gives up frees as much as the server writes in a minute.
     */
    public void fill(long bytesLeft) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        try (OutputStream filler =
                Files.newOutputStream(filler(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (free() > bytesLeft) {
                filler.write(chunk, 0, (int) Math.min(chunk.length, Math.max(1, free() - bytesLeft)));
            }
        } catch (IOException e) {
            if (bytesLeft > 0) {
                throw e;
            }
            // The server was faster with the last byte: the disk is full, as it should be.
        }
    }

    private long free() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }

    /** The other files are gone. */
    public void makeRoom() throws IOException {
        Files.deleteIfExists(filler());
    }

    private Path filler() {
        return folder.resolve("filler");
    }

    /** The log is gone, as if the disk were another one. */
    public void loseLog() throws IOException {
        remove(log());
    }

    /** Removes everything. */
    public void remove() throws IOException, InterruptedException {
        if (mounted) {
            Command.run("umount", folder.toString());
        }
        remove(folder);
    }

    private static void remove(Path all) throws IOException {
        try (var paths = Files.walk(all)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot remove " + path, e);
                }
            });
        }
    }
}
