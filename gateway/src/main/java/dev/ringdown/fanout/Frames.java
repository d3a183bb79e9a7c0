package dev.ringdown.fanout;

import dev.ringdown.log.LogEntry;
import java.util.List;

/**
 * Entries as bytes that go to a socket, made once and shared by everybody who gets the same ones. Who made them
 * releases them, once; whoever writes them holds on to them for as long as it needs.
 */
public interface Frames {
    /** The entries that they are made of, in order; not a copy. */
    List<LogEntry> entries();

    /** How much memory they take by now; more once another receiver wants another form of them. */
    long bytes();

    void release();
}
