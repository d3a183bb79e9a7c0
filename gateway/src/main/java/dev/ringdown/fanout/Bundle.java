package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that some receivers get in a drain. Receivers who get the same entries hold the same bundle: a bundle and
 * one more entry is always the same further bundle, so finding it costs one comparison, and the frames of all are made
 * once. Confined to the router's event loop, for one drain.
 */
final class Bundle {
    private final @Nullable Bundle head;
    private final @Nullable LogEntry last;
    private final int size;

    // An entry is added to every bundle of a drain before the next one is, so remembering one is enough.
    private @Nullable LogEntry nextEntry;
    private @Nullable Bundle next;

    private @Nullable Frames frames;

    private Bundle(@Nullable Bundle head, @Nullable LogEntry last, int size) {
        this.head = head;
        this.last = last;
        this.size = size;
    }

    /** The bundle without entries, in which every receiver starts a drain. */
    static Bundle empty() {
        return new Bundle(null, null, 0);
    }

    /** This bundle and one more entry. */
    Bundle with(LogEntry entry) {
        if (next == null || nextEntry != entry) {
            nextEntry = entry;
            next = new Bundle(this, entry, size + 1);
        }
        return next;
    }

    int size() {
        return size;
    }

    /** The frames, made when first asked for; {@code made} is told, since somebody must release them. */
    Frames frames(FrameEncoder encoder, List<Frames> made) {
        if (frames == null) {
            frames = encoder.encode(entries());
            made.add(frames);
        }
        return frames;
    }

    private List<LogEntry> entries() {
        List<LogEntry> entries = new ArrayList<>(size);
        for (Bundle bundle = this; bundle != null && bundle.last != null; bundle = bundle.head) {
            entries.add(bundle.last);
        }
        Collections.reverse(entries);
        return entries;
    }
}
