package dev.ringdown.log.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What is in a folder at one moment, to be put back later: a backup, or what a process leaves that is killed. Immutable. */
final class FolderState {
    private final Path folder;
    private final Map<String, byte[]> files;

    private FolderState(Path folder, Map<String, byte[]> files) {
        this.folder = folder;
        this.files = files;
    }

    static FolderState of(Path folder) throws IOException {
        Map<String, byte[]> files = new TreeMap<>();
        for (Path file : list(folder)) {
            files.put(String.valueOf(file.getFileName()), Files.readAllBytes(file));
        }
        return new FolderState(folder, files);
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
