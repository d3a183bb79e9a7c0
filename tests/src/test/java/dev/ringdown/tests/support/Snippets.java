package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The programs on a page of the documents: code blocks whose first line is a comment with a file name, as readers save
 * them. Immutable.
 */
public final class Snippets {
    private static final Pattern PROGRAM =
            Pattern.compile("(?ms)^```\\w+\\n((?://|#|<!--) ([\\w-]+\\.\\w+)(?: -->)?\\n.*?)^```$");

    private final String page;
    private final Map<String, String> programs;

    private Snippets(String page, Map<String, String> programs) {
        this.page = page;
        this.programs = programs;
    }

    /** Those of a page, such as {@code quickstart.md}. */
    public static Snippets of(String page) {
        try {
            Map<String, String> programs = new LinkedHashMap<>();
            Matcher program = PROGRAM.matcher(
                    Files.readString(Project.ROOT.resolve("docs").resolve(page)));
            while (program.find()) {
                programs.put(program.group(2), program.group(1));
            }
            return new Snippets(page, programs);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + page, e);
        }
    }

    /** The names of the files, in the order of the page. */
    public Iterable<String> names() {
        return programs.keySet();
    }

    /** The text of a program. */
    public String text(String name) {
        assertThat(programs).as("programs of %s", page).containsKey(name);
        return programs.getOrDefault(name, "");
    }

    /** The command of a page that begins like this, in one line. */
    public static String command(String page, String beginning) {
        try {
            return Files.readAllLines(Project.ROOT.resolve("docs").resolve(page)).stream()
                    .filter(line -> line.startsWith("    " + beginning))
                    .map(String::strip)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(page + " has no line that begins with " + beginning));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + page, e);
        }
    }

    /** Saves a program, as a reader would. */
    public Path save(String name) {
        try {
            return Files.writeString(Project.folder("snippets").resolve(name), text(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }

    /** Saves a program, as a reader would who has installed the JavaScript client and {@code ws} there. */
    public Path saveBesideNodeModules(String name) {
        Path saved = save(name);
        try {
            Path modules = saved.resolveSibling("node_modules");
            Files.createDirectories(modules.resolve("@ringdown"));
            link(modules.resolve("@ringdown/client"), Project.ROOT.resolve("client-js"));
            link(modules.resolve("ws"), Project.ROOT.resolve("tests/npm/node_modules/ws"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot install beside " + saved, e);
        }
        return saved;
    }

    private static void link(Path link, Path target) throws IOException {
        if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            Files.createSymbolicLink(link, target);
        }
    }

    /** Saves a program and runs it by this command, with these variables; npm's packages are where they should be. */
    public RunProcess run(String command, String name, Map<String, String> environment) {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        variables.putAll(Project.npmPackages());
        return RunProcess.start(List.of(command, save(name).toString()), variables);
    }
}
