package dev.ringdown.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Names of files and folders, as operators write them. Stateless. */
final class FileNames {
    private FileNames() {}

    /** Null: nothing can be called so, for instance with the character 0. */
    static @Nullable Path parse(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            return null;
        }
    }

    static boolean isReadable(String name) {
        Path file = parse(name);
        return file != null && Files.isReadable(file);
    }
}
