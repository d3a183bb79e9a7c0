package dev.ringdown.session;

import dev.ringdown.log.LogEntry;
import java.util.ArrayDeque;

/**
 * What a feed has sent of topics that were taken back, and singly, so that a later replay does not send it again. Both are
 * remembered within bounds, the newest. Confined to the session's event loop.
 */
final class SentBefore {
    /** Stretches remembered of topics that were taken back. */
    static final int MAX_COVERAGES = 64;

    /** Entries remembered that were sent singly, by {@code last} or {@code snapshot}. */
    static final int MAX_SINGLE = 20_000;

    private final ArrayDeque<Coverage> coverages = new ArrayDeque<>(1);
    private final ArrayDeque<SentEntries> single = new ArrayDeque<>(1);
    private int singleCount;
    private int tests;

    void remember(Coverage coverage) {
        coverages.addLast(coverage);
        if (coverages.size() > MAX_COVERAGES) {
            coverages.removeFirst();
        }
    }

    void remember(SentEntries entries) {
        single.addLast(entries);
        singleCount += entries.size();
        while (singleCount > MAX_SINGLE && single.size() > 1) {
            singleCount -= single.removeFirst().size();
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
