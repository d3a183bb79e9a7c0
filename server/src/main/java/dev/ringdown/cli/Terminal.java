package dev.ringdown.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What standard output is connected to. Immutable.
 *
 * @param isInteractive whether a person looks at it
 * @param columns how wide it is
 */
record Terminal(boolean isInteractive, int columns) {
    static final int DEFAULT_COLUMNS = 120;

    private static final int MIN_COLUMNS = 20;
    private static final Pattern WIDTH = Pattern.compile("[0-9]{1,5}");
    private static final Pattern TERMINAL_DEVICE = Pattern.compile("/dev/(pts/\\d+|tty.*|console)");

    /** The standard output of this process. */
    static Terminal ofStandardOutput(Map<String, String> environment) {
        return new Terminal(isTerminal(), columns(environment.getOrDefault("COLUMNS", "")));
    }

    /** The width that the shell tells; the default if it tells none, or one in which nothing can be read. */
    static int columns(String fromShell) {
        if (!WIDTH.matcher(fromShell).matches()) {
            return DEFAULT_COLUMNS;
        }
        int columns = Integer.parseInt(fromShell);
        return columns < MIN_COLUMNS ? DEFAULT_COLUMNS : columns;
    }

    /** Java 17 can tell only whether input and output both are terminals, and a token may come through a pipe. */
    private static boolean isTerminal() {
        try {
            Path device = Files.readSymbolicLink(Path.of("/proc/self/fd/1"));
            return TERMINAL_DEVICE.matcher(device.toString()).matches();
        } catch (IOException e) {
            return isConsole(System.console()); // not Linux
        }
    }

    /** From Java 22 on there is always a console, and it knows whether it is a terminal. */
    private static boolean isConsole(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22, being there is the answer
        }
    }
}
