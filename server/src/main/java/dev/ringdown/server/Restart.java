package dev.ringdown.server;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * When a node that ends is there again, if it is started again at once: sessions that have nowhere else to go are told to come
 * back then. Immutable.
 *
 * @param start how long it takes from the beginning of the process until the ports are open
 */
record Restart(Duration start) {
    /** How long those who are closed may take to answer, or so long for each if they are many: closing them takes time too. */
    private static final Duration LEAST_PATIENCE = Duration.ofMillis(300);

    private static final Duration PATIENCE_FOR_EACH = Duration.ofNanos(50_000);

    /** From the end of the last session until the next process begins: the last writes, and whoever starts it. */
    private static final Duration BETWEEN = Duration.ofMillis(200);

    /** A process that did something else before is no measure. */
    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    /** Within this time they come back, be they ever so few: not all in the same moment. */
    private static final long LEAST_SPREAD_MILLIS = 500;

    /** How many come back in a second. */
    private static final long SESSIONS_PER_SECOND = 1000;

    /** The next start takes as long as the one that ends now. */
    static Restart asLongAsThisStart() {
        Duration uptime = Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
        return new Restart(uptime.compareTo(LONGEST_START) < 0 ? uptime : LONGEST_START);
    }

    /**
     * How long a node that is alone waits for answers of those whom it has closed. All others wait for its next start, so one
     * whose network is gone is not waited for as long as a connection may take to close.
     *
     * @param atMost how long a connection may take to close
     */
    static Duration patience(long sessions, Duration atMost) {
        Duration ofAll = PATIENCE_FOR_EACH.multipliedBy(sessions);
        Duration wanted = ofAll.compareTo(LEAST_PATIENCE) < 0 ? LEAST_PATIENCE : ofAll;
        return wanted.compareTo(atMost) < 0 ? wanted : atMost;
    }

    /**
     * How many milliseconds from now each session is to come back, by chance.
     *
     * @param sessions how many there are: the more, the longer is the time over which they come
     * @param patience how long those who are closed may take to answer
     * @param atMost how long that time is at most
     */
    LongSupplier appointments(long sessions, Duration patience, Duration atMost) {
        long first = patience.plus(BETWEEN).plus(start).toMillis();
        long wanted = Math.max(LEAST_SPREAD_MILLIS, sessions * 1000 / SESSIONS_PER_SECOND);
        long spread = Math.max(1, Math.min(wanted, atMost.toMillis()));
        return () -> first + ThreadLocalRandom.current().nextLong(spread);
    }
}
