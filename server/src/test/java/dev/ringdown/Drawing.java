package dev.ringdown;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The house as docs/architecture.md draws it: a row of its tables that begins with two names in backquotes is a package, one
 * that begins with one name is a module, and the third column says whom it knows. Immutable.
 */
record Drawing(List<Room> modules, List<Room> packages) {
    private static final Path DOCUMENT = Product.FOLDER.resolve("docs").resolve("architecture.md");

    private static final Pattern NAME = Pattern.compile("`([a-z.-]+)`");
    private static final Pattern PACKAGE = Pattern.compile("\\| `([a-z-]+)` `([a-z.]+)` \\|[^|]+\\|([^|]*)\\|");
    private static final Pattern MODULE = Pattern.compile("\\| `([a-z-]+)` \\|[^|]+\\|([^|]*)\\|[^|]*\\|");

    static Drawing read() {
        try (Stream<String> lines = Files.lines(DOCUMENT)) {
            List<String> rows = lines.filter(line -> line.startsWith("|")).toList();
            return new Drawing(
                    rows(rows, MODULE)
                            .map(row -> new Room("", row.group(1), names(row.group(2))))
                            .toList(),
                    rows(rows, PACKAGE)
                            .map(row -> new Room(row.group(1), row.group(2), names(row.group(3))))
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> rows(List<String> lines, Pattern pattern) {
        return lines.stream()
                .map(pattern::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.toMatchResult());
    }

    private static Set<String> names(String cell) {
        return NAME.matcher(cell).results().map(name -> name.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Every arrow between packages. */
    Set<Arrow> arrows() {
        return packages.stream().flatMap(Room::arrows).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
