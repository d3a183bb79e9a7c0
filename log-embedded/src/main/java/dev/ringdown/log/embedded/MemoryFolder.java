package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A folder for one user on a file system in memory that all users share. Whoever else may write there must not be able to put
 * a link in our way, so it is ours alone, or it is not used. Stateless.
 */
final class MemoryFolder {
    private static final Path SHARED_MEMORY = Path.of("/dev/shm");
    private static final Set<String> TYPES = Set.of("tmpfs", "ramfs");
    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");
    private static final int NAME_BYTES = 16;

    private MemoryFolder() {}

    /**
     * The file in memory that belongs to a folder, as long as that stands where it stands.
     *
     * @throws IOException there is no such place; the message says why
     */
    static Path fileFor(Path folder) throws IOException {
        if (!Files.isDirectory(SHARED_MEMORY)) {
            throw new IOException("no file system in memory at " + SHARED_MEMORY);
        }
        String type = Files.getFileStore(SHARED_MEMORY).type();
        if (!TYPES.contains(type)) {
            throw new IOException(SHARED_MEMORY + " is not in memory, but " + type);
        }
        return ownIn(SHARED_MEMORY).resolve(name(folder));
    }

    /** This user's own folder there, made if it is missing. */
    static Path ownIn(Path shared) throws IOException {
        Object user = Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        Path own = shared.resolve("ringdown-" + user);
        try {
            Files.createDirectory(own, PosixFilePermissions.asFileAttribute(OWNERS));
        } catch (FileAlreadyExistsException e) {
            boolean ours = Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)
                    && Files.getAttribute(own, "unix:uid", LinkOption.NOFOLLOW_LINKS)
                            .equals(user)
                    && Files.getPosixFilePermissions(own, LinkOption.NOFOLLOW_LINKS)
                            .equals(OWNERS);
            if (!ours) {
                throw new IOException(own + " is not a folder of this user alone", e);
            }
        }
        return own;
    }

    private static String name(Path folder) throws IOException {
        byte[] path = folder.toRealPath().toString().getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(path);
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
