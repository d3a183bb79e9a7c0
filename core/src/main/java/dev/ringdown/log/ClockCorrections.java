package dev.ringdown.log;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was wrong with the stamps of entries that are kept, because the time of day was set since. Only the appender asks. */
final class ClockCorrections {
    private record Correction(long upToOffset, long byMillis) {}

    private final Deque<Correction> corrections = new ArrayDeque<>();

    /** Entries up to this offset were stamped before the time of day was set by so much. */
    void add(long upToOffset, long byMillis) {
        corrections.add(new Correction(upToOffset, byMillis));
    }

    /** When an entry came, by the time of day as it is now. */
    long appendedAtMillis(LogEntry entry) {
        long millis = entry.appendedAtMillis();
        for (Correction correction : corrections) {
            millis += entry.offset() <= correction.upToOffset() ? correction.byMillis() : 0;
        }
        return millis;
    }

    /** Entries before this offset are gone. */
    void forgetBefore(long offset) {
        corrections.removeIf(correction -> correction.upToOffset() < offset);
    }
}
