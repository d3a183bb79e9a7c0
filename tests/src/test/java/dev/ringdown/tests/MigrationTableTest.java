package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of docs/migrating-from-voipbin.md names tests that there are. */
class MigrationTableTest {
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (\\d+) \\|.*\\|([^|]+)\\|$");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /** Several modules may have a test of one name. */
    private static final Map<String, List<Path>> SOURCES = sources();

    private static Map<String, List<Path>> sources() {
        try (Stream<Path> modules = Files.list(Project.ROOT)) {
            return modules.map(module -> module.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .flatMap(MigrationTableTest::sourcesIn)
                    .collect(Collectors.groupingBy(MigrationTableTest::nameOf));
        } catch (IOException e) {
            throw new AssertionError("cannot list the modules", e);
        }
    }

    private static Stream<Path> sourcesIn(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().matches(".*Test\\.java")).toList().stream();
        } catch (IOException e) {
            throw new AssertionError("cannot list " + folder, e);
        }
    }

    private static String nameOf(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private static List<MatchResult> rows() throws IOException {
        String page = Files.readString(Project.ROOT.resolve("docs/migrating-from-voipbin.md"));
        return ROW.matcher(page).results().toList();
    }

    @Test
    void itsRowsAreNumberedThrough() throws IOException {
        List<MatchResult> rows = rows();

        assertThat(rows).hasSizeGreaterThan(36);
        assertThat(rows)
                .extracting(row -> Integer.parseInt(row.group(1)))
                .isEqualTo(Stream.iterate(1, n -> n + 1).limit(rows.size()).toList());
    }

    @Test
    void everyRowNamesATestThatThereIsOrSaysThatThereIsNone() throws IOException {
        assertThat(rows())
                .allSatisfy(row -> assertThat(row.group(2))
                        .satisfiesAnyOf(
                                cell -> assertThat(cell.strip()).isEqualTo("none"), MigrationTableTest::assertTests));
    }

    private static void assertTests(String cell) {
        List<MatchResult> tests = TEST.matcher(cell).results().toList();
        assertThat(tests)
                .as("tests in %s", cell)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(SOURCES.getOrDefault(test.group(1), List.of()))
                        .as(test.group())
                        .anySatisfy(source -> assertThat(source).content().contains("void " + test.group(2) + "(")));
    }
}
