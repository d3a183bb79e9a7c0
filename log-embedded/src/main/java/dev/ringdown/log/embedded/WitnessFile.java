package dev.ringdown.log.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A witness in a file, which one log has for itself while it is open. */
final class WitnessFile implements Witness {
    private static final Logger LOG = LoggerFactory.getLogger(WitnessFile.class);

    private final Path path;
    private final RandomAccessFile
            file; // no channel: an interrupt would close that, and the appender is interrupted at its end

    private WitnessFile(Path path, RandomAccessFile file) {
        this.path = path;
        this.file = file;
    }

    /**
     * Opens a file, or makes it in a folder that is there: one that is missing may be a disk that is not.
     *
     * @throws IOException it cannot be had; the message says what to do
     */
    static WitnessFile open(Path path) throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new IOException("no folder for the witness of the log, log.witness: " + path
                    + " (make the folder, or mount the disk on which it is)");
        }
        RandomAccessFile file;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
        } catch (IOException e) {
            throw new IOException(
                    "cannot write the witness of the log, log.witness: " + e.getMessage()
                            + " (choose another file, or make it writable for this user)",
                    e);
        }
        boolean locked = false;
        try {
            locked = file.getChannel().tryLock() != null;
        } catch (OverlappingFileLockException e) {
            LOG.debug("the witness {} is locked by this process", path);
        } finally {
            if (!locked) {
                file.close();
            }
        }
        if (!locked) {
            throw new IOException("cannot use the witness of the log, log.witness: " + path
                    + " belongs to another log that is open (give each a file of its own)");
        }
        return new WitnessFile(path, file);
    }

    @Override
    public @Nullable Testimony testimony() throws IOException {
        byte[] bytes = new byte[Testimony.BYTES];
        if (file.length() < bytes.length) {
            return null;
        }
        file.seek(0);
        file.readFully(bytes);
        return Testimony.decode(bytes);
    }

    @Override
    public void say(Testimony testimony, boolean durably) throws IOException {
        file.seek(0);
        file.write(testimony.encode());
        if (durably) {
            file.getFD().sync();
        }
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            LOG.warn("cannot close the witness {}: {} (what it says was written before)", path, e.getMessage());
        }
    }
}
