package dev.ringdown.log.embedded;

import dev.ringdown.log.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Puts another node's checkpoint into a folder, where a store is opened afterwards. A file stands there as long as not all of it has
 * come and is on the disk: no store is opened over half a copy, whatever happens meanwhile. Stateless.
 */
public final class CopiedStore {
    /** Stands in the folder while it is being filled. */
    private static final String UNFINISHED = "COPYING";

    /** What a checkpoint of RocksDB consists of. Another's names lead nowhere else. */
    private static final Pattern NAME = Pattern.compile("CURRENT|(MANIFEST|OPTIONS)-\\d+|\\d+\\.(sst|log)");

    private CopiedStore() {}

    /** Reads pieces of the checkpoint. */
    public interface Pieces {
        /**
         * What comes next of a file; not empty.
         *
         * @throws IOException there is nothing to be had
         */
        byte[] read(Checkpoint.File file, long fromByte) throws IOException;
    }

    /** Whether a name is that of a file of a checkpoint. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether there is nothing in a folder that a copy could replace: it is missing or empty, or has half a copy. */
    public static boolean mayFill(Path folder) throws IOException {
        return !Files.exists(folder) || isUnfinished(folder) || filesIn(folder).isEmpty();
    }

    private static boolean isUnfinished(Path folder) {
        return Files.exists(folder.resolve(UNFINISHED));
    }

    /** Subfolders are the file system's, such as that of what it has found. */
    private static List<Path> filesIn(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    /** @throws IOException the folder has half a copy; the message says what to do */
    static void refuseUnfinished(Path folder) throws IOException {
        if (isUnfinished(folder)) {
            throw new IOException(
                    "in " + folder + " is only a part of another node's log (start a node with journal.peers"
                            + " there, and it is copied anew; or empty the folder)");
        }
    }

    /** Empties a folder in which there is half a copy; of any other nothing is touched. */
    public static void giveUp(Path folder) throws IOException {
        if (isUnfinished(folder)) {
            clear(folder);
            Files.delete(folder.resolve(UNFINISHED));
        }
    }

    private static void clear(Path folder) throws IOException {
        for (Path file : filesIn(folder)) {
            if (!file.equals(folder.resolve(UNFINISHED))) {
                Files.delete(file);
            }
        }
    }

    /**
     * Fills a folder that {@link #mayFill} allows; when this returns, all of it is on the disk. If it fails, what has come is
     * replaced by the next call.
     *
     * @throws IOException the folder cannot be written, or not all of it could be had
     */
    public static void fill(Path folder, Checkpoint checkpoint, Pieces pieces) throws IOException {
        for (Checkpoint.File file : checkpoint.files()) {
            if (!isName(file.name())) {
                throw new IOException("a checkpoint has no file of this name: " + file.name());
            }
        }
        if (!mayFill(folder)) {
            throw new IOException("there is a log in " + folder);
        }
        PrivateFolder.make(folder);
        Path unfinished = folder.resolve(UNFINISHED);
        if (!isUnfinished(folder)) {
            Files.createFile(unfinished);
        }
        sync(folder);
        clear(folder);
        for (Checkpoint.File file : checkpoint.files()) {
            write(folder.resolve(file.name()), file, pieces);
        }
        sync(folder);
        Files.delete(unfinished);
        sync(folder);
    }

    private static void write(Path path, Checkpoint.File file, Pieces pieces) throws IOException {
        try (FileChannel out = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            while (out.position() < file.bytes()) {
                ByteBuffer piece = ByteBuffer.wrap(pieces.read(file, out.position()));
                if (!piece.hasRemaining() || out.position() + piece.remaining() > file.bytes()) {
                    throw new IOException("a piece of " + file.name() + " from byte " + out.position() + " on has "
                            + piece.remaining() + " bytes (expected: 1 to " + (file.bytes() - out.position()) + ')');
                }
                while (piece.hasRemaining()) {
                    out.write(piece);
                }
            }
            out.force(true);
        }
    }

    /** The names in a folder are on the disk, where the file system lets folders be opened. */
    private static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
