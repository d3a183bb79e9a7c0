package dev.ringdown.bench.server;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Keeps processes on processors of their own, by {@code taskset}, if there is one and there are two processors. */
public final class Pinning {
    /** Says that a process may run everywhere. */
    public static final String NONE = "none";

    private Pinning() {}

    /** What stands before a command that shall run on a processor; empty if it cannot be, or shall not. */
    public static List<String> prefix(String cpu) {
        return cpu.equals(NONE) || !isPossible() ? List.of() : List.of("taskset", "-c", cpu);
    }

    /** Moves this process, all its threads; returns whether it was possible. */
    public static boolean pinSelf(String cpu) {
        return !cpu.equals(NONE)
                && isPossible()
                && run(
                        "taskset",
                        "-acp",
                        cpu,
                        String.valueOf(ProcessHandle.current().pid()));
    }

    private static boolean isPossible() {
        return run("taskset", "-c", "1", "true");
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such command
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
