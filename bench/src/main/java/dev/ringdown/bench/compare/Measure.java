package dev.ringdown.bench.compare;

import java.util.Locale;

/** What is known of a server after a trial. */
public enum Measure {
    DELIVERIES_PER_SECOND,
    P50_MILLIS,
    P99_MILLIS,
    /** The server's processor time outside the kernel, for each million of deliveries. */
    USER_SECONDS_PER_MILLION,
    /** The server's processor time in the kernel, for each million of deliveries. */
    SYSTEM_SECONDS_PER_MILLION,
    SERVER_PERCENT,
    BENCH_PERCENT,
    /** How much of a processor others on this machine had. */
    OTHERS_PERCENT,
    RSS_MEBIBYTES,
    /** Published but not yet delivered to everybody, when the time was over. */
    BACKLOG_EVENTS,
    LOST,
    DOUBLED,
    DISORDERED,
    FOREIGN,
    REFUSED,
    CLOSED;

    /** Its name in files. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
