package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** How a file system tells a folder from a copy of it. Stateless. */
final class FolderIdentity {
    private static final String IDENTITY = "IDENTITY"; // RocksDB makes it with the database and keeps it

    private FolderIdentity() {}

    /** Without the number of the device, which another start of the machine may give to another one. */
    static String of(Path folder) throws IOException {
        Path file = folder.resolve(IDENTITY);
        return folder.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? "ino=" + Files.getAttribute(file, "unix:ino")
                : String.valueOf(
                        Files.readAttributes(file, BasicFileAttributes.class).fileKey());
    }
}
