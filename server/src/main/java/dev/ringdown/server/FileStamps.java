package dev.ringdown.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How some files are at one moment, by what the system says of them without reading them: which file a name leads to, how long
 * it is, when it was last written. Links are followed, since Kubernetes changes nothing but a link. Immutable.
 */
record FileStamps(Map<Path, String> byFile) {
    private static final String MISSING = "missing";

    FileStamps {
        byFile = Map.copyOf(byFile);
    }

    static FileStamps of(Collection<Path> files) {
        Map<Path, String> stamps = new HashMap<>();
        files.forEach(file -> stamps.put(file, stamp(file)));
        return new FileStamps(stamps);
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            return Stream.of(is.fileKey(), is.lastModifiedTime(), is.size())
                    .map(String::valueOf)
                    .collect(Collectors.joining(" "));
        } catch (IOException e) {
            return MISSING; // or out of reach, which is told when it is read
        }
    }
}
