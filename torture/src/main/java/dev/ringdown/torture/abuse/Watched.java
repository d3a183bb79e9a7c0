package dev.ringdown.torture.abuse;

import java.util.ArrayList;
import java.util.List;

/** What the honest see in some stretch of time. Thread-safe: the honest write, whoever watches them reads. */
final class Watched {
    private final List<Long> deliveryNanos = new ArrayList<>();
    private final List<Long> historyNanos = new ArrayList<>();
    private int newcomers;

    /** From the publisher's first byte to the subscriber. */
    synchronized void delivered(long nanos) {
        deliveryNanos.add(nanos);
    }

    /** @param served whether it got what it asked for; then it took so long */
    synchronized void newcomer(boolean served, long nanos) {
        newcomers++;
        if (served) {
            historyNanos.add(nanos);
        }
    }

    /** Newcomers who came and left, served or not. */
    synchronized int newcomers() {
        return newcomers;
    }

    /** All of it so far. */
    synchronized Honesty soFar() {
        return new Honesty(deliveryNanos, historyNanos, newcomers);
    }
}
