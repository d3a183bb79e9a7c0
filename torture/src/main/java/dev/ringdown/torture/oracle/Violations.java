package dev.ringdown.torture.oracle;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;

/** Everything that did not hold. Thread-safe. */
public final class Violations {
    private static final int MOST_PRINTED = 30;

    private final PrintWriter out;
    private final AtomicInteger count = new AtomicInteger();

    /** @param out where each is told at once, up to a number */
    public Violations(PrintWriter out) {
        this.out = out;
    }

    /**
     * Something did not hold.
     *
     * @param who the client or publisher
     * @param what a sentence: expected and got
     */
    public void add(String who, String what) {
        int number = count.incrementAndGet();
        if (number <= MOST_PRINTED) {
            synchronized (out) {
                out.println("VIOLATION " + number + ": " + who + ": " + what);
                out.flush();
            }
        }
    }

    public int count() {
        return count.get();
    }
}
