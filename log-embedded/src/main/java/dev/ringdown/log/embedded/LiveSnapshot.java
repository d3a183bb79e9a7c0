package dev.ringdown.log.embedded;

import dev.ringdown.log.LiveResourceIndex.Live;
import dev.ringdown.log.LiveResources;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Offsets;
import org.jspecify.annotations.Nullable;

/** Knows where the latest events were at one moment; whoever has a database open finds them. Thread-safe. */
final class LiveSnapshot implements LiveResources {
    /** Looks one of them up; see {@link LatestEvents#find}. */
    interface Finder {
        @Nullable
        LogEntry find(Live live, KeptEntries kept);
    }

    private final LatestEvents.Cut cut;
    private final Offsets offsets;
    private final long headOffset;
    private final boolean complete;
    private final Finder finder;

    LiveSnapshot(LatestEvents.Cut cut, long headOffset, boolean complete, Finder finder) {
        this.cut = cut;
        this.offsets = Offsets.of(cut.live().stream().mapToLong(Live::offset).toArray());
        this.headOffset = headOffset;
        this.complete = complete;
        this.finder = finder;
    }

    @Override
    public Offsets offsets() {
        return offsets;
    }

    @Override
    public @Nullable LogEntry entry(int index) {
        return finder.find(cut.live().get(index), cut.kept());
    }

    @Override
    public long headOffset() {
        return headOffset;
    }

    @Override
    public boolean complete() {
        return complete;
    }
}
