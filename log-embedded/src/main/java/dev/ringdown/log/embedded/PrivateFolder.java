package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A folder for its owner alone, where the file system knows owners. Stateless. */
final class PrivateFolder {
    private static final Logger LOG = LoggerFactory.getLogger(PrivateFolder.class);

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private PrivateFolder() {}

    /** Makes the folder, and those above it that are missing; of one that was there and is open to others it warns. */
    static void make(Path folder) throws IOException {
        boolean posix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
        boolean wasThere = Files.exists(folder);
        Files.createDirectories(
                folder,
                posix
                        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNERS)}
                        : new FileAttribute<?>[0]);
        if (posix && wasThere) {
            warnIfOpen(folder);
        }
    }

    private static void warnIfOpen(Path folder) throws IOException {
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(folder);
        if (!OWNERS.containsAll(permissions)) {
            LOG.warn(
                    "log.dir is open to other users of this machine folder={} permissions={} (they may read every event:"
                            + " chmod 700 {})",
                    folder,
                    PosixFilePermissions.toString(permissions),
                    folder);
        }
    }
}
