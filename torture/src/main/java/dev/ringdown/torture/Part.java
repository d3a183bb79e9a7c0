package dev.ringdown.torture;

import java.util.Map;

/** What is done to the server. Each part has a server, a log and clients of its own. */
enum Part {
    /** The server is killed and started again, as often as time permits. */
    KILLS(45, 1024, 4, 9),

    /** So little is retained that clients are overtaken, and so little held in memory that much is read from the disk. */
    RETENTION(30, 4, 10, 20),

    /** The disk is full now and then. */
    DISK(25, 96, 0, 0);

    /** Free space below which the server takes nothing. */
    static final long MIN_FREE_BYTES = 16L * 1024 * 1024;

    private static final long MIB = 1024L * 1024;

    private final int share;
    private final int retentionMebibytes;
    private final int killAfterLeastSeconds;
    private final int killAfterMostSeconds;

    Part(int share, int retentionMebibytes, int killAfterLeastSeconds, int killAfterMostSeconds) {
        this.share = share;
        this.retentionMebibytes = retentionMebibytes;
        this.killAfterLeastSeconds = killAfterLeastSeconds;
        this.killAfterMostSeconds = killAfterMostSeconds;
    }

    /** Its share of the time, if the shares of all that run are {@code of} together. */
    int seconds(int allSeconds, int of) {
        return Math.max(5, allSeconds * share / of);
    }

    int share() {
        return share;
    }

    boolean kills() {
        return killAfterMostSeconds > 0;
    }

    int killAfterLeastSeconds() {
        return killAfterLeastSeconds;
    }

    int killAfterMostSeconds() {
        return killAfterMostSeconds;
    }

    /** Bytes that can be published without anything being beyond retention; what is stored is somewhat larger. */
    long retainedForSureBytes() {
        return retentionMebibytes * MIB / 2;
    }

    /** Limits so small that they bite. */
    Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("server.drain", "0s"),
                Map.entry("server.warm-up", "0s"),
                Map.entry("log.store", "embedded"),
                Map.entry("log.sync", "interval"),
                Map.entry("log.retention-bytes", retentionMebibytes + "MiB"),
                Map.entry("log.min-free", MIN_FREE_BYTES + "B"),
                Map.entry("log.tail-entries", "1024"),
                Map.entry("log.tail-bytes", "1MiB"),
                Map.entry("log.read-cache-bytes", this == RETENTION ? "1MiB" : "8MiB"),
                Map.entry("limits.outbound-bytes", "16KiB"),
                Map.entry("limits.heartbeat", "2s"),
                Map.entry("limits.stalled", "12s"));
    }
}
