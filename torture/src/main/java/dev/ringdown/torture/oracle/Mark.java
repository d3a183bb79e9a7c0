package dev.ringdown.torture.oracle;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something besides events that a client was told, between the {@code at}th and the next of its events. Immutable. */
sealed interface Mark {
    int at();

    /** A subscribe message was sent: what its topics brought before may end at any time. */
    record Asked(int at, Ask ask) implements Mark {}

    /**
     * @param topics those that were accepted
     * @param sequence how far the session had got
     * @param replayed as the server says it, -1 if it does not
     * @param begun how many events had been begun when this was heard
     */
    record Subscribed(
            int at,
            Ask ask,
            List<String> topics,
            String sequence,
            @Nullable Boolean recovered,
            int replayed,
            int begun) implements Mark {}

    record Unsubscribed(int at, List<String> topics) implements Mark {}

    /** Everything that matches up to here has been sent. */
    record Position(int at, String sequence) implements Mark {}

    /**
     * What is after the one and before the other is gone.
     *
     * @param count how many events of the customer that is, as the server says it; -1 if it does not
     */
    record Gap(int at, List<String> topics, String after, String before, int count) implements Mark {}
}
