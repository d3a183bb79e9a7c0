package dev.ringdown.auth;

import dev.ringdown.identity.Revocation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The revocations of a node on its disk, a line of JSON each. It is replaced as a whole, so that whoever reads it after a crash has
 * all from before or all from after. Confined to {@link Revocations}.
 */
final class RevocationFile {
    private final Path parent;
    private final Path folder;
    private final Path file;

    /** @param parent has a folder with them, which is made when the first one is written */
    RevocationFile(Path parent) {
        this.parent = parent;
        this.folder = parent.resolve("revocations");
        this.file = folder.resolve("revocations.jsonl");
    }

    /** @throws IOException it cannot be read, or was changed by somebody; nobody may come in then by mistake */
    List<Revocation> read() throws IOException {
        List<Revocation> all = new ArrayList<>();
        if (!Files.exists(file)) {
            return all;
        }
        for (String line : Files.readAllLines(file)) {
            try {
                all.add(RevocationText.read(line));
            } catch (InvalidRevocationException e) {
                throw new IOException(
                        "cannot read " + file + ", line " + (all.size() + 1) + ": " + e.getMessage()
                                + " (put the file right, or remove it, which takes all revocations back)",
                        e);
            }
        }
        return all;
    }

    /** Once it returns all of them are on the disk. */
    void write(Collection<Revocation> all) throws IOException {
        StringBuilder lines = new StringBuilder();
        all.forEach(revocation ->
                lines.append(RevocationText.write(revocation, null)).append('\n'));
        Files.createDirectories(folder);
        Path next = folder.resolve("revocations.next");
        try (FileChannel out = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        sync(folder);
        sync(parent); // which has the folder's name
    }

    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
