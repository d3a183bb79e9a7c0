package dev.ringdown.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.fanout.FrameEncoder;
import dev.ringdown.fanout.Frames;
import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.List;

/** An encoder whose frames are the entries themselves, and which remembers what it made. Confined to the test. */
public final class EntryEncoder implements FrameEncoder {
    /** Entries that pretend to be bytes. */
    public static final class EntryFrames implements Frames {
        private final List<LogEntry> entries;
        private int releases;

        private EntryFrames(List<LogEntry> entries) {
            this.entries = List.copyOf(entries);
        }

        /** They may not be asked for once they are released, like bytes. */
        @Override
        public List<LogEntry> entries() {
            assertThat(releases).as("releases of frames that are used").isZero();
            return entries;
        }

        @Override
        public long bytes() {
            return entries.stream().mapToLong(entry -> entry.json().length).sum();
        }

        @Override
        public void release() {
            releases++;
        }
    }

    private final List<EntryFrames> made = new ArrayList<>();

    @Override
    public Frames encode(List<LogEntry> entries) {
        assertThat(entries).as("entries to encode").isNotEmpty();
        EntryFrames frames = new EntryFrames(entries);
        made.add(frames);
        return frames;
    }

    /** How often something was encoded. */
    public int encodings() {
        return made.size();
    }

    /** Nothing leaks and nothing is given back twice. */
    public void assertAllReleasedOnce() {
        assertThat(made).allSatisfy(frames -> assertThat(frames.releases).isOne());
    }
}
