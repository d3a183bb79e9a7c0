package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client that is a program with messages of its own, as VoIPBin's documentation has them: it prints what it makes of what
 * comes, and takes its leave when its input ends. Confined to its test.
 */
public final class ScriptedClient implements AutoCloseable {
    /** Debian's, whose packages another python on the PATH would not find. */
    private static final String PYTHON = "/usr/bin/python3";

    private final RunProcess process;
    private int read;

    private ScriptedClient(List<String> command) {
        this.process = RunProcess.start(command, Project.npmPackages());
    }

    /** A program such as {@code websocket_tutorial.py}. */
    public static ScriptedClient python(String script, String... arguments) {
        return of(PYTHON, "python/" + script, arguments);
    }

    /** A program such as {@code websocket-tutorial.js}. */
    public static ScriptedClient node(String script, String... arguments) {
        return of("node", "js/" + script, arguments);
    }

    private static ScriptedClient of(String interpreter, String script, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(interpreter, Project.script(script).toString()));
        command.addAll(Arrays.asList(arguments));
        return new ScriptedClient(command);
    }

    /** The next lines must be these. */
    public void assertPrints(String... lines) {
        for (String line : lines) {
            assertThat(process.out().take())
                    .as(
                            "line %d of\n%s\n%s",
                            read + 1, process.out().text(), process.err().text())
                    .isEqualTo(line);
            read++;
        }
    }

    /** Lets it take its leave; the last lines must be these, and nothing may have come that the test has not read. */
    public void leaveAndExpect(String... lines) {
        try (process) {
            process.endInput();
            RunProcess.Result result = process.awaitEnd();
            assertThat(result.exitCode()).as("exit code, %s", result.err()).isZero();
            List<String> all = process.out().all();
            assertThat(all.subList(read, all.size()))
                    .as("all of\n%s", result.out())
                    .containsExactly(lines);
        }
    }

    /** Ends it, however it feels about it. */
    @Override
    public void close() {
        process.close();
    }
}
