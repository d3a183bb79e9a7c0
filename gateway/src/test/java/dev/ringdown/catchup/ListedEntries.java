package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A preface in memory, of which the test may put entries out of reach. Confined to the test. */
final class ListedEntries implements Preface {
    /** Indexes that a walk has dropped. */
    final List<Integer> dropped = new ArrayList<>();

    private final List<LogEntry> entries;
    private int outOfReach = Integer.MAX_VALUE;
    private Runnable then = () -> {};

    ListedEntries(List<LogEntry> entries) {
        this.entries = List.copyOf(entries);
    }

    static ListedEntries of(LogEntry... entries) {
        return new ListedEntries(List.of(entries));
    }

    /** Entries from an index on must be read first. */
    ListedEntries outOfReachFrom(int index) {
        outOfReach = index;
        return this;
    }

    /** What was asked for has been read. */
    void wasRead() {
        outOfReach = Integer.MAX_VALUE;
        then.run();
    }

    @Override
    public int next(int from) {
        return from < entries.size() ? from : -1;
    }

    @Override
    public @Nullable LogEntry atHand(int index) {
        return index < outOfReach ? entries.get(index) : null;
    }

    @Override
    public void drop(int index) {
        dropped.add(index);
    }

    @Override
    public void read(int index, Runnable whenRead) {
        then = whenRead;
    }
}
