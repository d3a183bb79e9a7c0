package dev.ringdown.subscription;

import dev.ringdown.log.LogEntry;
import java.util.ArrayDeque;

/**
 * What a feed has sent of topics that were taken back, and singly, so that a later replay does not send it again. Both are
 * remembered within bounds, the newest, and as far as the session's account allows. Confined to the session's event loop.
 */
final class SentBefore {
    /** Stretches remembered of topics that were taken back. */
    static final int MAX_COVERAGES = 64;

    /** Entries remembered that were sent singly, by {@code last} or {@code snapshot}. */
    static final int MAX_SINGLE = 20_000;

    private final FilterCosts costs;
    private final ArrayDeque<Coverage> coverages = new ArrayDeque<>(1);
    private final ArrayDeque<SentEntries> single = new ArrayDeque<>(1);
    private int singleCount;
    private int tests;

    SentBefore(FilterCosts costs) {
        this.costs = costs;
    }

    void remember(Coverage coverage) {
        if (coverages.size() == MAX_COVERAGES) {
            costs.give(FilterCosts.bytesOf(coverages.removeFirst()));
        }
        if (costs.tryTake(FilterCosts.bytesOf(coverage))) {
            coverages.addLast(coverage);
        }
    }

    void remember(SentEntries entries) {
        while (!single.isEmpty() && singleCount + entries.size() > MAX_SINGLE) {
            forgetOldest();
        }
        if (costs.tryTake(entries.bytes())) {
            single.addLast(entries);
            singleCount += entries.size();
        }
    }

    private void forgetOldest() {
        SentEntries oldest = single.removeFirst();
        singleCount -= oldest.size();
        costs.give(oldest.bytes());
    }

    /** Forgets everything. */
    void clear() {
        coverages.forEach(coverage -> costs.give(FilterCosts.bytesOf(coverage)));
        coverages.clear();
        while (!single.isEmpty()) {
            forgetOldest();
        }
    }

    boolean contains(LogEntry entry) {
        for (Coverage coverage : coverages) {
            tests += entry.topics().size();
            if (coverage.contains(entry)) {
                return true;
            }
        }
        for (SentEntries entries : single) {
            tests++;
            if (entries.contains(entry)) {
                return true;
            }
        }
        return false;
    }

    /** How much has been looked at to answer; overflows to negative numbers. */
    int tests() {
        return tests;
    }
}
