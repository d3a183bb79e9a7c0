package dev.ringdown.torture.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One subscribe message. Immutable.
 *
 * @param types patterns; empty: every type
 * @param after with {@link Start#AFTER} the position, else null
 * @param last with {@link Start#LAST} how many, else 0
 */
public record Ask(
        int id,
        List<String> topics,
        List<String> types,
        Start start,
        @Nullable String after,
        int last) {
    /** Where it wants to begin. */
    public enum Start {
        NOW,
        AFTER,
        LAST,
        SNAPSHOT
    }

    public Ask {
        topics = List.copyOf(topics);
        types = List.copyOf(types);
    }

    /** Whether it brings older events before it is live. */
    boolean replays() {
        return start != Start.NOW;
    }

    @Override
    public String toString() {
        String from = switch (start) {
            case NOW -> "now";
            case AFTER -> "after " + after;
            case LAST -> "last " + last;
            case SNAPSHOT -> "snapshot";
        };
        return "subscribe " + id + " to " + topics + (types.isEmpty() ? "" : " types " + types) + ", " + from;
    }
}
