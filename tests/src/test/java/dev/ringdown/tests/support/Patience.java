package dev.ringdown.tests.support;

import java.time.Duration;

/** How long a test waits for what must happen. Generous, since a loaded machine is slow and a right answer is not late. */
public final class Patience {
    public static final Duration LIMIT = Duration.ofSeconds(30);

    /** For a browser that is read from a cold disk, and a server that {@code ./run} may have to build first. */
    public static final Duration COLD_START = Duration.ofMinutes(3);

    private Patience() {}

    public static int millis() {
        return Math.toIntExact(LIMIT.toMillis());
    }
}
