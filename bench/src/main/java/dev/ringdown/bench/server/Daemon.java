package dev.ringdown.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** A process that is started to be measured, with a folder that is removed with it. Used by the main thread. */
public final class Daemon implements AutoCloseable {
    private static final long START_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final String OUTPUT = "server.log";

    private final Path folder;
    private final Process process;

    private Daemon(Path folder, Process process) {
        this.folder = folder;
        this.process = process;
    }

    /** A folder for one of them. */
    public static Path newFolder() throws IOException {
        return Files.createTempDirectory("ringdown-bench-");
    }

    /**
     * Starts one; when it returns, the server is ready.
     *
     * @param folder from {@link #newFolder}
     * @param cpu on which it runs, or {@link Pinning#NONE}
     * @param ready asked until it says so
     */
    public static Daemon start(Path folder, String cpu, List<String> words, Callable<Boolean> ready)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Pinning.prefix(cpu));
        command.addAll(words);
        Process begun = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(OUTPUT).toFile())
                .start();
        Daemon daemon = new Daemon(folder, begun);
        try {
            daemon.await(ready);
        } catch (IOException e) {
            String said = Files.readString(folder.resolve(OUTPUT));
            daemon.close();
            throw new IOException(e.getMessage() + "; it printed:\n" + said, e);
        }
        return daemon;
    }

    private void await(Callable<Boolean> ready) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + START_NANOS;
        while (!isReady(ready)) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with " + process.exitValue() + " while it started");
            }
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("the server does not answer 60 s after it was started");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /** Whatever goes wrong while it is asked, it is not ready. */
    private static boolean isReady(Callable<Boolean> ready) {
        try {
            return ready.call();
        } catch (Exception e) {
            return false;
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The first child of the process, which does the work, as a web server's; waits for it. */
    public long workerPid() throws IOException, InterruptedException {
        Optional<ProcessHandle> worker = process.children().findFirst();
        long deadlineNanos = System.nanoTime() + START_NANOS;
        while (worker.isEmpty()) {
            if (System.nanoTime() - deadlineNanos > 0) {
                throw new IOException("the server has started no worker");
            }
            TimeUnit.MILLISECONDS.sleep(10);
            worker = process.children().findFirst();
        }
        return worker.get().pid();
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try (var paths = Files.walk(folder)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot remove " + path, e);
                }
            });
        }
    }
}
