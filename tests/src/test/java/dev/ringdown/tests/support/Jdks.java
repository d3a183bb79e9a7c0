package dev.ringdown.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The JDKs of this machine. Stateless. */
public final class Jdks {
    private static final Pattern MAJOR = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final int LEAST = 17;

    private Jdks() {}

    /** Each once, the oldest first; that of the tests is always among them. */
    public static List<Path> from17() {
        return Stream.concat(Stream.of(Path.of(System.getProperty("java.home"))), folders(Path.of("/usr/lib/jvm")))
                .map(Jdks::real)
                .distinct()
                .filter(folder -> Files.isExecutable(folder.resolve("bin/javac")) && version(folder) >= LEAST)
                .sorted(Comparator.comparingInt(Jdks::version))
                .toList();
    }

    private static Stream<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Stream.empty();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + parent, e);
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot follow " + folder, e);
        }
    }

    /** The major version that a JDK says it has; 0 if it says none. */
    private static int version(Path folder) {
        try {
            Matcher matcher = MAJOR.matcher(Files.readString(folder.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0; // no release file, so no JDK that is known here
        }
    }
}
