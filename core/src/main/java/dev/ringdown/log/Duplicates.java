package dev.ringdown.log;

import dev.ringdown.event.EventName;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which events came lately, by source and id, so that a publisher may safely send one again. Only the log's appender
 * calls this.
 */
public interface Duplicates {
    /** Remembers what a store has, before anything else is asked. */
    void recall(Store store, long nowMillis);

    /**
     * Remembers an event unless one of this name came within the window.
     *
     * @return where the one is that came first, or null if this is the first
     */
    @Nullable
    Placed firstOrRemember(UUID customer, EventName name, Placed placed, long nowMillis);

    /** Remembers an event whether or not one of this name came before; from now on this is the first. */
    void rememberAsFirst(UUID customer, EventName name, Placed placed, long nowMillis);

    /** How many were forgotten before their time since this was last asked, for want of room. */
    int takeForgottenEarly();

    /** A point in time to which {@link #forgetSinceMark} can go back. */
    void mark();

    /** Forgets what came since the mark, because it could not be stored after all. */
    void forgetSinceMark();
}
