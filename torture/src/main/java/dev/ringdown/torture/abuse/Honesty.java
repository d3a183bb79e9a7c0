package dev.ringdown.torture.abuse;

import java.util.List;
import java.util.Locale;

/**
 * What the honest saw in some stretch of time. Immutable.
 *
 * @param deliveryNanos of each delivery to a subscriber, from the publisher's first byte on
 * @param historyNanos of each newcomer that got what it asked for, from its first packet to its history
 * @param newcomers who came and left, served or not
 */
public record Honesty(List<Long> deliveryNanos, List<Long> historyNanos, int newcomers) {
    private static final double NANOS_OF_MILLI = 1e6;

    public Honesty {
        deliveryNanos = List.copyOf(deliveryNanos);
        historyNanos = List.copyOf(historyNanos);
    }

    /** Several stretches of time as one. */
    public static Honesty pooled(List<Honesty> parts) {
        return new Honesty(
                parts.stream().flatMap(each -> each.deliveryNanos.stream()).toList(),
                parts.stream().flatMap(each -> each.historyNanos.stream()).toList(),
                parts.stream().mapToInt(Honesty::newcomers).sum());
    }

    /** Newcomers who got what they asked for. */
    public int served() {
        return historyNanos.size();
    }

    /** The delivery than which this share of all was faster, or as fast; -1 without any. */
    public double deliveryMillis(double share) {
        return deliveryNanos.isEmpty()
                ? -1
                : deliveryNanos.stream()
                                .sorted()
                                .skip((long)
                                        Math.min(deliveryNanos.size() - 1.0, Math.floor(share * deliveryNanos.size())))
                                .findFirst()
                                .orElseThrow()
                        / NANOS_OF_MILLI;
    }

    /** Of the newcomer who waited longest; -1 without any. */
    public double slowestHistoryMillis() {
        return historyNanos.stream().mapToLong(Long::longValue).max().orElse(-1) / NANOS_OF_MILLI;
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d of %d newcomers served, the slowest after %.0f ms, %d deliveries, p50 %.1f ms, p99 %.1f ms",
                served(),
                newcomers,
                slowestHistoryMillis(),
                deliveryNanos.size(),
                deliveryMillis(0.5),
                deliveryMillis(0.99));
    }
}
