package dev.ringdown.tests.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a process prints, line by line, read on a thread of its own. Thread-safe: one lock. */
public final class Lines {
    private final List<String> lines = new ArrayList<>();
    private int taken;
    private boolean ended;

    /** Reads to the end of the stream. */
    static Lines of(InputStream stream) {
        Lines lines = new Lines();
        Thread reader = new Thread(() -> lines.read(stream), "lines");
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(the output broke off: " + e.getMessage() + ")"); // the process was killed
        }
        end();
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The first line not taken yet, waited for and taken. */
    public String take() {
        return take(any -> true);
    }

    /** The first line not taken yet, waited for longer than usual, and taken. */
    public String take(Duration patience) {
        return take(any -> true, patience);
    }

    /** The first such line after those already taken, waited for and taken; lines before it are skipped. */
    public String take(Predicate<String> wanted) {
        return take(wanted, Patience.LIMIT);
    }

    /** The first such line after those already taken, waited for so long and taken; lines before it are skipped. */
    public synchronized String take(Predicate<String> wanted, Duration patience) {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        while (true) {
            for (; taken < lines.size(); taken++) {
                if (wanted.test(lines.get(taken))) {
                    return lines.get(taken++);
                }
            }
            awaitMore(deadlineNanos);
        }
    }

    private void awaitMore(long deadlineNanos) {
        long leftMillis = TimeUnit.NANOSECONDS.toMillis(deadlineNanos - System.nanoTime());
        if (ended || leftMillis <= 0) {
            throw new AssertionError(
                    "the line did not come " + (ended ? "before the output ended" : "in time") + ":\n" + text());
        }
        try {
            wait(leftMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a line", e);
        }
    }

    /** Everything that was printed so far. */
    public synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /** Everything that was printed so far. */
    public synchronized String text() {
        return String.join("\n", lines);
    }

    /** Waits for the end of the output. */
    synchronized void awaitEnd() {
        long deadlineNanos = System.nanoTime() + Patience.LIMIT.toNanos();
        while (!ended) {
            awaitMore(deadlineNanos);
        }
    }
}
