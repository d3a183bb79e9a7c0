package dev.ringdown.limits;

import dev.ringdown.protocol.Limit;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that clients make the gateway hold, measured by what it costs: taken, and given back later. There is a limit
 * for what one session holds, the sessions of one holder, those of one customer, and all of the node.
 */
public enum Cost implements Budget {
    /** Sessions; one session is one. */
    CONNECTIONS(null, Limit.CONNECTIONS_PER_IDENTITY, Limit.CONNECTIONS_PER_CUSTOMER, Limit.CONNECTIONS),
    /** Bytes of messages of which not all frames have come; of one session {@link Limit#MESSAGE_BYTES}. */
    FRAGMENT_BYTES(
            null, Limit.FRAGMENT_BYTES_PER_IDENTITY, Limit.FRAGMENT_BYTES_PER_CUSTOMER, Limit.FRAGMENT_BYTES_PER_NODE),
    /** Bytes of topics, filters and types. */
    FILTER_BYTES(
            Limit.FILTER_BYTES,
            Limit.FILTER_BYTES_PER_IDENTITY,
            Limit.FILTER_BYTES_PER_CUSTOMER,
            Limit.FILTER_BYTES_PER_NODE),
    /** Different types that the topics of a session ask for: each is a test that an event may have to go through. */
    TYPE_TESTS(
            Limit.TYPE_TESTS, Limit.TYPE_TESTS_PER_IDENTITY, Limit.TYPE_TESTS_PER_CUSTOMER, Limit.TYPE_TESTS_PER_NODE),
    /** Replays under way. */
    REPLAYS(Limit.REPLAYS, Limit.REPLAYS_PER_IDENTITY, Limit.REPLAYS_PER_CUSTOMER, Limit.REPLAYS_PER_NODE),
    /** Bytes that replays under way hold. */
    REPLAY_BYTES(
            Limit.REPLAY_BYTES,
            Limit.REPLAY_BYTES_PER_IDENTITY,
            Limit.REPLAY_BYTES_PER_CUSTOMER,
            Limit.REPLAY_BYTES_PER_NODE);

    static final int COUNT = values().length;

    private final Limits limits;

    Cost(@Nullable Limit session, Limit holder, Limit customer, Limit node) {
        limits = new Limits(session, holder, customer, node);
    }

    @Override
    public Limits limits() {
        return limits;
    }

    /** As metrics have it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<Cost> all() {
        return List.of(values());
    }
}
