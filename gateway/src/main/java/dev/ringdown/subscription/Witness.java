package dev.ringdown.subscription;

import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import java.util.List;

/**
 * Notes what becomes of each event for one session while an operator looks. Whoever decides on an event notes it: a feed
 * what it writes, and what it passes while it is live; the walks of feeds and replays what they pass. Confined to the
 * session's event loop.
 */
public interface Witness {
    /** Events were written as they came. */
    void sent(List<LogEntry> entries);

    /** Events were written from the log. */
    void caughtUp(List<LogEntry> entries);

    /** An event was not written, since the connection has had it. */
    void duplicate(LogEntry entry);

    /**
     * An event was not written, since nobody wanted it.
     *
     * @param topics of the session that match it, but for its type
     */
    void passed(LogEntry entry, List<String> topics);

    /** Live delivery has ended: what comes after a position comes from the log. */
    void behind(Sequence after, List<String> topics, String reason);

    /** Live delivery has begun, or begun again, after a position. */
    void live(Sequence after, List<String> topics);
}
