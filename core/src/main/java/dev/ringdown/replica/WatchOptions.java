package dev.ringdown.replica;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How closely a node watches whether it hears what others hear, and has what others have. Immutable.
 *
 * @param lateAfter a canary that is not applied here after this time is late: the node tells it, and sends nobody here whom
 *     another node could serve. Nothing that comes from the journal for so long while there is something: the follower is started anew
 * @param deafAfter if nothing has come, or nothing was applied, for this time while the journal goes on, sessions should leave; not
 *     shorter than {@code lateAfter}
 * @param digestInterval how often the node says in the journal what it has
 */
public record WatchOptions(Duration lateAfter, Duration deafAfter, Duration digestInterval) {
    public WatchOptions {
        requireNonNull(lateAfter, "lateAfter");
        requireNonNull(deafAfter, "deafAfter");
        requireNonNull(digestInterval, "digestInterval");
    }
}
