package dev.ringdown.testing;

import dev.ringdown.catchup.ReadOptions;
import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.catchup.SharedReads;
import dev.ringdown.log.EventLog;
import dev.ringdown.metrics.GatewayMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executor;

/** Ways to read a log, for tests. */
public final class Reading {
    /** How many entries are looked at for one message. */
    public static final int HISTORY_ENTRIES = 3_000;

    /** How long anybody waits for one read. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** How long somebody waits whose position the log has not reached. */
    public static final Duration POSITION_WAIT = Duration.ofSeconds(3);

    private static final int MAX_WAITING = 10_000;

    private static final ReadOptions OPTIONS =
            new ReadOptions(1 << 20, 1 << 20, HISTORY_ENTRIES, TIMEOUT, POSITION_WAIT);

    private Reading() {}

    /** Reads of a log of which nothing is counted. */
    public static SharedReads of(EventLog log, Executor readers) {
        return of(log, readers, new GatewayMetrics(new SimpleMeterRegistry()));
    }

    /** Reads of a log by two readers. */
    public static SharedReads of(EventLog log, Executor readers, GatewayMetrics metrics) {
        return new SharedReads(log, new ReadQueue(readers, 2, MAX_WAITING, metrics), OPTIONS);
    }
}
