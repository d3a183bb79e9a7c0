package dev.ringdown.log;

import dev.ringdown.log.Store.Recalled;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Whether a store has all entries of which a {@link JournalWindow} must know the names. What it has forgotten by age is older
 * than that; for want of room it may forget younger ones, and a node that was restarted does not know their names. Stateless.
 */
final class WindowGaps {
    private WindowGaps() {}

    /**
     * Which entries are missing, for operators; null if none is.
     *
     * @param recalled what the store has of them, in order
     * @param sinceMillis those that were appended since are remembered, as far as there is room for them
     */
    static @Nullable String of(Store store, List<Recalled> recalled, DuplicateBounds bounds, long sinceMillis) {
        long young = recalled.stream()
                .filter(event -> event.appendedAtMillis() >= sinceMillis)
                .count();
        int customers = young >= bounds.events() ? 0 : customersWithGaps(store, recalled, sinceMillis);
        long newest = Math.min(bounds.agelessEvents(), everWritten(store));
        if (customers == 0 && recalled.size() >= newest) {
            return null;
        }
        return "the store has forgotten entries that are needed to know duplicates: " + customers
                + " customers have lost some of the last " + bounds.window() + ", and of the newest "
                + bounds.agelessEvents() + " " + Math.max(0, newest - recalled.size())
                + " are gone (an event that is published again may be stored here once more, and on other nodes not: raise"
                + " log.retention-bytes, log.retention-share or log.retention-age)";
    }

    private static long everWritten(Store store) {
        Map<UUID, Long> numbers = new HashMap<>();
        store.numbers(numbers::put);
        return numbers.values().stream().mapToLong(number -> number).sum();
    }

    /** An entry before the oldest young one of its customer is older, or was forgotten; then it matters when that was. */
    private static int customersWithGaps(Store store, List<Recalled> recalled, long sinceMillis) {
        boolean oldOnesAreLeft = store.oldestMillis() < sinceMillis;
        Map<UUID, Long> oldestNumbers = new HashMap<>();
        for (Recalled event : recalled) {
            if (event.appendedAtMillis() >= sinceMillis) {
                oldestNumbers.putIfAbsent(
                        event.customer(), event.placed().sequence().number());
            }
        }
        int withGaps = 0;
        for (Map.Entry<UUID, Long> oldest : oldestNumbers.entrySet()) {
            UUID customer = oldest.getKey();
            boolean byShare = store.firstOffset(customer) > store.firstOffset();
            if (oldest.getValue() > 1
                    && (byShare || !oldOnesAreLeft)
                    && store.offsetOf(customer, oldest.getValue() - 1) < 0) {
                withGaps++;
            }
        }
        return withGaps;
    }
}
