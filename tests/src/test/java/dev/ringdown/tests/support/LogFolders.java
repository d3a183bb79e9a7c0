package dev.ringdown.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A new folder for the log of every server, below the build folder. */
public final class LogFolders {
    private LogFolders() {}

    /** A folder that nobody else has. */
    public static Path next() {
        try {
            Files.createDirectories(Project.TARGET);
            return Files.createTempDirectory(Project.TARGET, "log-");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder in " + Project.TARGET, e);
        }
    }
}
