package dev.ringdown.torture.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs commands of the system that end soon. Stateless. */
public final class Command {
    private static final int SECONDS = 20;

    /**
     * How a command ended.
     *
     * @param status its exit status; -1 if there is no such command, or it took too long
     * @param said what it printed
     */
    public record Ended(int status, String said) {
        public boolean well() {
            return status == 0;
        }
    }

    private Command() {}

    /** Waits until it has ended, for 20 s at most. */
    public static Ended run(String... command) throws InterruptedException {
        return run(SECONDS, List.of(command));
    }

    /** The same with more patience; what it prints must be little. */
    public static Ended run(int seconds, List<String> command) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Ended(-1, "not ended after " + seconds + " s");
            }
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.exitValue(), said.strip());
        } catch (IOException e) {
            return new Ended(-1, String.valueOf(e.getMessage())); // there is no such command
        }
    }

    /** Sends a signal, such as {@code STOP}, to a process. */
    public static void signal(String name, long pid) throws IOException, InterruptedException {
        Ended ended = run("kill", "-" + name, String.valueOf(pid));
        if (!ended.well()) {
            throw new IOException("cannot send SIG" + name + " to " + pid + ": " + ended.said());
        }
    }
}
