package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import java.util.List;

/** Turns entries into frames, in order. Called on the router's event loop. */
public interface FrameEncoder {
    /** The frames of at least one entry; the caller releases them. */
    Frames encode(List<LogEntry> entries);
}
