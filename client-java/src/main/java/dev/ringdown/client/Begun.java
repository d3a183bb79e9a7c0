package dev.ringdown.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a subscription, once it gets live events. Immutable.
 *
 * @param topics those that are subscribed
 * @param rejected the others
 * @param recovered with {@code after}: whether everything after it was still there; else null
 * @param replayed with {@code last}: how many events came; else null
 * @param snapshot with {@code snapshot}: how many events came; else null
 * @param complete with {@code snapshot}: whether those are all that are alive; with {@code last} false if there may be more,
 *     further back than was looked; else null
 */
public record Begun(
        List<String> topics,
        List<Rejected> rejected,
        @Nullable Boolean recovered,
        @Nullable Long replayed,
        @Nullable Long snapshot,
        @Nullable Boolean complete) {
    /** Nothing is known but that it has begun. */
    static final Begun PLAINLY = new Begun(List.of(), List.of(), null, null, null, null);

    /** What the answer says besides topics. */
    static Begun of(JsonObject subscribed) {
        return new Begun(
                List.of(),
                List.of(),
                subscribed.flagOrNull("recovered"),
                subscribed.integerOrNull("replayed"),
                subscribed.integerOrNull("snapshot"),
                subscribed.flagOrNull("complete"));
    }

    Begun with(List<String> newTopics, List<Rejected> newRejected) {
        return new Begun(List.copyOf(newTopics), List.copyOf(newRejected), recovered, replayed, snapshot, complete);
    }

    /** How many events come before the live ones and are no stretch of the log. */
    long singles() {
        return replayed != null ? replayed : snapshot != null ? snapshot : 0;
    }
}
