package dev.ringdown.transport;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import java.util.concurrent.atomic.AtomicInteger;

/** The connections of the public port that are not upgraded yet: so many there may be. Thread-safe. */
final class WaitingHandshakes {
    private final int maximum;
    private final GatewayMetrics metrics;
    private final AtomicInteger waiting = new AtomicInteger();

    WaitingHandshakes(int maximum, GatewayMetrics metrics) {
        this.maximum = maximum;
        this.metrics = metrics;
    }

    /** Counts one more; false if there are as many as there may be. */
    boolean tryBegin() {
        if (waiting.incrementAndGet() <= maximum) {
            return true;
        }
        waiting.decrementAndGet();
        metrics.limitReached(Limit.HANDSHAKES);
        return false;
    }

    /** One that was counted is upgraded or gone. */
    void end() {
        waiting.decrementAndGet();
    }
}
