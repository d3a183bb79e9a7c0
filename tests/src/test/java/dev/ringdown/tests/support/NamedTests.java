package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tests that documents name, as {@code `SomeTest.aPromise`}: they are held against the sources of all modules. */
public final class NamedTests {
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");

    /** Several modules may have a test of one name. */
    private static final Map<String, List<Path>> SOURCES = sources();

    private NamedTests() {}

    private static Map<String, List<Path>> sources() {
        try (Stream<Path> modules = Files.list(Project.ROOT)) {
            return modules.map(module -> module.resolve("src/test"))
                    .filter(Files::isDirectory)
                    .flatMap(NamedTests::sourcesIn)
                    .collect(Collectors.groupingBy(NamedTests::nameOf));
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

    /** The text names one test at least, and each that it names is there. */
    public static void assertIn(String text) {
        List<MatchResult> tests = TEST.matcher(text).results().toList();
        assertThat(tests)
                .as("tests in %s", text)
                .isNotEmpty()
                .allSatisfy(test -> assertThat(SOURCES.getOrDefault(test.group(1), List.of()))
                        .as(test.group())
                        .anySatisfy(source -> assertThat(source).content().contains("void " + test.group(2) + "(")));
    }
}
