package dev.ringdown.session;

import dev.ringdown.identity.Identity;
import dev.ringdown.topic.TopicFilter;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions an operator asks for: those of whom everything holds that is not null. Immutable.
 *
 * @param overlaps whether a filter of the session is asked for; a session is if one of its filters is
 * @param behind whether only sessions are asked for that are behind
 * @param limit how many are told of, the newest
 */
public record SessionQuery(
        @Nullable UUID customer,
        @Nullable UUID agent,
        @Nullable Predicate<TopicFilter> overlaps,
        @Nullable String address,
        boolean behind,
        int limit) {
    /** Whether the sessions of an identity are asked for. */
    boolean isOf(Identity identity) {
        return (customer == null || customer.equals(identity.customer()))
                && (agent == null || agent.equals(identity.agent()));
    }

    /** The newest sessions, whosever they are. */
    public static SessionQuery newest(int limit) {
        return new SessionQuery(null, null, null, null, false, limit);
    }
}
