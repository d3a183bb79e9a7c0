package dev.ringdown.torture.abuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the honest saw in some stretch of time. Thread-safe: the honest write, whoever watches them reads. */
final class Watched {
    private final List<Long> deliveryNanos = new ArrayList<>();
    private final List<Long> newcomerNanos = new ArrayList<>();
    private int newcomers;

    synchronized void delivered(long nanos) {
        deliveryNanos.add(nanos);
    }

    /** @param served whether it got what it asked for; then it took so long */
    synchronized void newcomer(boolean served, long nanos) {
        newcomers++;
        if (served) {
            newcomerNanos.add(nanos);
        }
    }

    /** Newcomers who came and left, served or not. */
    synchronized int newcomers() {
        return newcomers;
    }

    synchronized int served() {
        return newcomerNanos.size();
    }

    /** Deliveries to subscribers. */
    synchronized int deliveries() {
        return deliveryNanos.size();
    }

    /** From the publisher's first byte to the subscriber; -1 without any. */
    synchronized double deliveryMillis(double share) {
        return millis(deliveryNanos, share);
    }

    /** From a newcomer's first packet to its history; -1 without any. */
    synchronized double newcomerMillis(double share) {
        return millis(newcomerNanos, share);
    }

    private static double millis(List<Long> nanos, double share) {
        if (nanos.isEmpty()) {
            return -1;
        }
        List<Long> sorted = new ArrayList<>(nanos);
        Collections.sort(sorted);
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(share * sorted.size()))) / 1e6;
    }
}
