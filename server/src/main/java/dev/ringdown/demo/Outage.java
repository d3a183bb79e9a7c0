package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The times when the server takes no events, as the log tells of them: one line when such a time begins and one when it
 * is over, however many threads notice. Thread-safe: one lock, which is taken only in and after an outage.
 */
final class Outage {
    private static final Logger log = LoggerFactory.getLogger(Outage.class);

    /** A server that comes and goes is told of so often at most. */
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final URI uri;
    private final DemoTime time;

    private int stuckThreads;
    private boolean told;
    private long beganNanos;
    private long quietUntilNanos;

    Outage(URI uri, DemoTime time) {
        this.uri = requireNonNull(uri, "uri");
        this.time = requireNonNull(time, "time");
        this.quietUntilNanos = time.nanoTime();
    }

    /** A thread did not get its event through; it says so once for each such event. */
    synchronized void began(String cause) {
        stuckThreads++;
        if (stuckThreads > 1) {
            return;
        }
        beganNanos = time.nanoTime();
        if (beganNanos - quietUntilNanos >= 0) {
            told = true;
            quietUntilNanos = beganNanos + QUIET_NANOS;
            log.warn(
                    "demo waits for the server url={} cause=\"{}\": trying again until it takes events, none is lost",
                    uri,
                    cause);
        } else {
            log.debug("demo waits for the server again url={} cause=\"{}\"", uri, cause);
        }
    }

    /** That thread got its event through. */
    synchronized void ended() {
        stuckThreads--;
        if (stuckThreads == 0 && told) {
            told = false;
            log.info("demo goes on after={}ms", TimeUnit.NANOSECONDS.toMillis(time.nanoTime() - beganNanos));
        }
    }
}
