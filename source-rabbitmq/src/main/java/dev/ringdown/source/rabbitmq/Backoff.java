package dev.ringdown.source.rabbitmq;

import java.time.Duration;

/** How long to wait before trying again: twice as long each time, up to a bound. Confined to the source's thread. */
final class Backoff {
    private final Duration first;
    private final Duration most;
    private Duration next;

    Backoff(Duration first, Duration most) {
        this.first = first;
        this.most = most;
        this.next = first;
    }

    Duration next() {
        Duration now = next;
        next = now.multipliedBy(2).compareTo(most) > 0 ? most : now.multipliedBy(2);
        return now;
    }

    /** It went well. */
    void reset() {
        next = first;
    }
}
