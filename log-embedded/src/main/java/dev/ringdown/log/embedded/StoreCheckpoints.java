package dev.ringdown.log.embedded;

import dev.ringdown.log.Checkpoint;
import dev.ringdown.log.Checkpoints;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;

/**
 * Checkpoints of a store in a folder, as RocksDB makes them: a folder in that one, with hard links to files that never change and
 * copies of the others. What is in memory is written to a file first. Thread-safe.
 */
final class StoreCheckpoints implements Checkpoints {
    private static final Pattern ID = Pattern.compile("[0-9a-f-]{36}");

    private final OpenDatabase open;
    private final Path folder;

    /** @param folder of the store */
    StoreCheckpoints(OpenDatabase open, Path folder) {
        this.open = open;
        this.folder = folder;
    }

    @Override
    public Checkpoint begin() throws IOException {
        String id = UUID.randomUUID().toString();
        Path made = CheckpointFolders.of(folder, id);
        try {
            open.run(now -> now.database().checkpoint(made));
        } catch (RocksDBException | IllegalStateException e) {
            throw new IOException("cannot make a checkpoint of the log in " + folder + ": " + e.getMessage(), e);
        }
        List<Checkpoint.File> files = new ArrayList<>();
        for (Path file : CheckpointFolders.files(made)) {
            files.add(new Checkpoint.File(String.valueOf(file.getFileName()), Files.size(file)));
        }
        return new Checkpoint(id, files);
    }

    @Override
    public byte @Nullable [] read(String id, String file, long fromByte, int maxBytes) throws IOException {
        if (!ID.matcher(id).matches() || !CopiedStore.isName(file)) {
            return null;
        }
        Path path = CheckpointFolders.of(folder, id).resolve(file);
        if (!Files.isRegularFile(path)) {
            return null;
        }
        try (RandomAccessFile in = new RandomAccessFile(path.toFile(), "r")) {
            long left = Math.max(0, in.length() - fromByte);
            byte[] piece = new byte[(int) Math.min(maxBytes, left)];
            in.seek(Math.min(fromByte, in.length()));
            in.readFully(piece);
            return piece;
        }
    }

    @Override
    public void end(String id) throws IOException {
        if (ID.matcher(id).matches()) {
            CheckpointFolders.remove(CheckpointFolders.of(folder, id));
        }
    }
}
