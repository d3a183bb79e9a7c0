package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A follower that remembers, in order, what it was told, and can stall. Confined to the test. */
final class FakeFollower implements Follower {
    /** Offsets of what came at once, gaps, and the end. */
    final List<String> told = new ArrayList<>();

    boolean stalled;
    boolean crowded;
    boolean takesLater;
    long liveOffset = -1;
    int tests;
    Predicate<LogEntry> wanted = entry -> true;
    Runnable onDeliver = () -> {};
    Runnable onGap = () -> {};
    private final List<Integer> deliveries = new ArrayList<>();
    private final List<Long> awaited = new ArrayList<>();
    private Runnable whenLive = () -> {};
    private Runnable waiting = () -> {};

    @Override
    public boolean isWritable() {
        return !stalled;
    }

    @Override
    public boolean wants(LogEntry entry) {
        return wanted.test(entry);
    }

    @Override
    public int tests() {
        return tests;
    }

    @Override
    public boolean isCrowded() {
        return crowded;
    }

    @Override
    public void deliver(List<LogEntry> entries, Runnable taken) {
        deliveries.add(entries.size());
        told.add(entries.stream().map(entry -> Long.toString(entry.offset())).collect(Collectors.joining(" ")));
        onDeliver.run();
        waiting = taken;
        if (!takesLater) {
            take();
        }
    }

    /** Its socket takes what it was given last. */
    void take() {
        waiting.run();
    }

    @Override
    public long liveOffset() {
        return liveOffset;
    }

    @Override
    public void whenLive(long offset, Runnable task) {
        awaited.add(offset);
        whenLive = task;
    }

    @Override
    public void onGap(long afterNumber, long beforeNumber) {
        told.add("gap after number " + afterNumber + " before " + beforeNumber);
        onGap.run();
    }

    @Override
    public void onOverdue() {
        told.add("overdue");
    }

    @Override
    public void onCaughtUp() {
        told.add("caught up");
    }

    /** How many entries came at a time. */
    List<Integer> deliveries() {
        return deliveries;
    }

    /** The offsets that live delivery was asked to reach. */
    List<Long> awaited() {
        return awaited;
    }

    /** Live delivery has reached what it was last asked to. */
    void reach(long offset) {
        liveOffset = offset;
        whenLive.run();
    }
}
