package dev.ringdown.fanout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import dev.ringdown.testing.EntryEncoder.EntryFrames;
import java.util.ArrayList;
import java.util.List;

/** A receiver that remembers what it was given, and can stall. Confined to the test. */
final class FakeReceiver extends Receiver {
    final List<Frames> writes = new ArrayList<>();

    /** The offsets after which it was told that it fell behind. */
    final List<Long> fellBehindAfter = new ArrayList<>();

    boolean stalled;
    boolean failed;
    Runnable onWrite = () -> {};
    Runnable onFellBehind = () -> {};
    private final List<LogEntry> entries = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();

    @Override
    protected boolean isLive() {
        return true;
    }

    @Override
    public boolean isWritable() {
        return !stalled;
    }

    @Override
    protected void write(Frames frames) {
        writes.add(frames);
        entries.addAll(((EntryFrames) frames).entries());
        onWrite.run();
    }

    @Override
    protected void writeFromLog(Frames frames, Runnable taken) {
        waiting.add(taken);
        write(frames);
    }

    /** Its socket takes what it was given from the log. */
    void take() {
        List.copyOf(waiting).forEach(Runnable::run);
        waiting.clear();
    }

    @Override
    protected void fellBehind(long afterOffset) {
        fellBehindAfter.add(afterOffset);
        onFellBehind.run();
    }

    @Override
    protected void failed() {
        failed = true;
    }

    List<Long> offsets() {
        return entries.stream().map(LogEntry::offset).toList();
    }

    void assertGot(Long... offsets) {
        assertThat(offsets()).containsExactly(offsets);
    }

    void assertGotNothing() {
        assertThat(writes).isEmpty();
    }
}
