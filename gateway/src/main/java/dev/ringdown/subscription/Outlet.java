package dev.ringdown.subscription;

import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.Turns;
import dev.ringdown.limits.Account;
import dev.ringdown.log.Sequence;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What subscriptions need of their session. Confined to its event loop. */
public interface Outlet {
    boolean isWritable();

    void write(Frames frames);

    /** The same, and runs a task once the system has taken them all, or the connection has gone. */
    void write(Frames frames, Runnable taken);

    /** Who notes what becomes of events; null unless an operator looks. */
    @Nullable
    Witness witness();

    /**
     * Events are gone that the client asked for.
     *
     * @param after the last position that it had
     * @param before the first that it gets again
     * @param count how many of its customer are gone, or null if that is not known
     * @param reason {@code retention} or {@code epoch}
     */
    void gap(List<String> topics, Sequence after, Sequence before, @Nullable Long count, String reason);

    /** A feed has fallen behind, because the socket did not drain or the router was overtaken. */
    void fellBehind();

    /** Nobody knows what of the last write went out: the session cannot go on. */
    void failed();

    /** A replay was slower than retention, so that what it has promised is gone: the session cannot go on. */
    void overtaken();

    /** The log has not answered in time: the session cannot go on. */
    void overdue();

    /** Where what the session costs is counted. */
    Account account();

    /** Whose turns the session's work takes on its event loop. */
    Turns.Place place();

    /** By which the session looks for things in the log. */
    LogSearches searches();
}
