package dev.ringdown.catchup;

import dev.ringdown.log.LogEntry;
import org.jspecify.annotations.Nullable;

/**
 * Single entries that come before what the log has for a walk, each looked up when its turn comes. Confined to the walk's
 * event loop.
 */
public interface Preface {
    /** There are none. */
    Preface NONE = new Preface() {
        @Override
        public int next(int from) {
            return -1;
        }

        @Override
        public @Nullable LogEntry atHand(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public void drop(int index) {
            throw new IndexOutOfBoundsException(index);
        }

        @Override
        public void read(int index, Runnable then) {
            throw new IndexOutOfBoundsException(index);
        }
    };

    /** The index of the first entry at or after an index; -1 if there are no more. */
    int next(int from);

    /** An entry, if it is at hand; null if it must be read first. */
    @Nullable
    LogEntry atHand(int index);

    /** An entry is not sent after all. */
    void drop(int index);

    /** Reads the entries from an index on elsewhere, and runs {@code then} on the event loop when looking again may help. */
    void read(int index, Runnable then);
}
