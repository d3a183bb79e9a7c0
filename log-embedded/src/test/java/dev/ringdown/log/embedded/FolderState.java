package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What is in a folder at one moment, to be put back later: a backup, or what a process leaves that is killed. A database that
 * has it open goes on removing files for a while, so that it is looked at until nothing of it changes. Immutable.
 */
final class FolderState {
    private final Path folder;
    private final Map<String, byte[]> files;

    private FolderState(Path folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    static FolderState of(Path folder) throws IOException {
        FolderState before;
        FolderState now = seen(folder);
        do {
            before = now;
            now = seen(folder);
        } while (!now.isLike(before));
        return now;
    }

    private static FolderState seen(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : list(folder)) {
            files.put(String.valueOf(file.getFileName()), content(file));
        }
        return new FolderState(folder, files);
    }

    /** Its bytes; for one that was removed just now some that no file has twice, so that all are looked at again. */
    private static byte[] content(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        }
    }

    private boolean isLike(FolderState other) {
        return files.keySet().equals(other.files.keySet())
                && files.entrySet().stream()
                        .allMatch(file -> Arrays.equals(file.getValue(), other.files.get(file.getKey())));
    }

    /** The content of each file by its name. */
    Map<String, byte[]> files() {
        return files;
    }

    /** As rsync --inplace does it, or a file system that is set back: files stay the same files. */
    void putBackInPlace() throws IOException {
        for (Path file : list(folder)) {
            if (!files.containsKey(String.valueOf(file.getFileName()))) {
                Files.delete(file);
            }
        }
        writeAll(folder);
    }

    /** As tar and rsync do it: files are other files of the same name. */
    void putBackAnew() throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        writeAll(folder);
    }

    /** As {@code cp -a} does it. */
    void putInto(Path other) throws IOException {
        Files.createDirectories(other);
        writeAll(other);
    }

    private void writeAll(Path into) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(into.resolve(file.getKey()), file.getValue());
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
