package dev.ringdown.tests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that a test started: {@code ./run} as a user would type it, or a client. It ends with the test's JVM at the
 * latest. Confined to its test.
 */
public final class RunProcess implements AutoCloseable {
    private static final String JVM_OPTIONS =
            "-ea -Xmx512m -XX:TieredStopAtLevel=1 -Dio.netty.leakDetection.level=paranoid";

    private final Process process;
    private final Lines out;
    private final Lines err;
    private final Thread atExit;

    /** What a command printed, and how it ended. */
    public record Result(int exitCode, String out, String err) {}

    private RunProcess(Process process) {
        this.process = process;
        this.out = Lines.of(process.getInputStream());
        this.err = Lines.of(process.getErrorStream());
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts any program. */
    public static RunProcess start(List<String> command, Map<String, String> environment) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(Project.ROOT.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("RINGDOWN_")); // a developer's own settings
        builder.environment().putAll(environment);
        try {
            return new RunProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command, e);
        }
    }

    /** Starts {@code ./run} on the JDK of the tests. */
    public static RunProcess run(List<String> arguments) {
        return run(arguments, Path.of(System.getProperty("java.home")), Map.of());
    }

    /** Starts {@code ./run} on this JDK, with these variables beside those of the tests or in their place. */
    public static RunProcess run(List<String> arguments, Path jdk, Map<String, String> environment) {
        Map<String, String> variables = new HashMap<>(on(jdk));
        variables.putAll(environment);
        return start(commandLine(List.of(), arguments), variables);
    }

    /** Starts {@code ./run} so that Ctrl-C reaches it, also where whoever started the tests ignores it. */
    public static RunProcess runInterruptible(List<String> arguments) {
        return start(commandLine(hearing("INT"), arguments), onThisJdk());
    }

    /** The same of SIGHUP, which {@code nohup} has everybody ignore who is started by it. */
    public static RunProcess runHearingHangup(List<String> arguments) {
        return start(commandLine(hearing("HUP"), arguments), onThisJdk());
    }

    private static List<String> hearing(String signal) {
        return List.of("env", "--default-signal=" + signal);
    }

    private static List<String> commandLine(List<String> before, List<String> arguments) {
        List<String> command = new ArrayList<>(before);
        command.add(Project.ROOT.resolve("run").toString());
        command.addAll(arguments);
        return command;
    }

    /** The variables that make {@code ./run} use the JDK of the tests. */
    public static Map<String, String> onThisJdk() {
        return on(Path.of(System.getProperty("java.home")));
    }

    private static Map<String, String> on(Path jdk) {
        return Map.of("JDK_HOME", jdk.toString(), "JAVA_OPTS", JVM_OPTIONS);
    }

    /** Runs {@code ./run} to its end. */
    public static Result runToEnd(String... arguments) {
        return runToEnd(Map.of(), arguments);
    }

    /** Runs {@code ./run} to its end, with these variables in its environment. */
    public static Result runToEnd(Map<String, String> environment, String... arguments) {
        try (RunProcess process = run(List.of(arguments), Path.of(System.getProperty("java.home")), environment)) {
            return process.awaitEnd();
        }
    }

    public Lines out() {
        return out;
    }

    public Lines err() {
        return err;
    }

    public long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    public void type(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new AssertionError("it does not read any more; it printed:\n" + out.text() + "\n" + err.text(), e);
        }
    }

    /** Ends its standard input, as Ctrl-D does. */
    public void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            throw new AssertionError("it does not read any more; it printed:\n" + out.text() + "\n" + err.text(), e);
        }
    }

    /** Sends a signal, such as {@code TERM} or {@code INT}. */
    public void signal(String name) {
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError("cannot send " + name + " to " + process.pid(), e);
        }
    }

    /** Waits for its end. */
    public Result awaitEnd() {
        return awaitEnd(Patience.LIMIT);
    }

    /** Waits for its end, so long. */
    public Result awaitEnd(Duration patience) {
        Integer exitCode = exitCode(patience);
        if (exitCode == null) {
            throw new AssertionError("it does not end; it printed:\n" + out.text() + "\n" + err.text());
        }
        out.awaitEnd();
        err.awaitEnd();
        return new Result(exitCode, out.text(), err.text());
    }

    private @Nullable Integer exitCode(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS) ? process.exitValue() : null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, however it feels about it; nothing happens if it has ended. */
    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        exitCode(Patience.LIMIT);
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and the hook with it.
        }
    }
}
