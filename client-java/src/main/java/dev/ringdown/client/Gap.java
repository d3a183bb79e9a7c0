package dev.ringdown.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events are gone that a subscription should have got. What is shown of its topics should be loaded again. Immutable.
 *
 * @param after the last position before the gap; null if there is none
 * @param before the first position after it; null if that is not known
 * @param count how many entries of the customer are gone; null if that is not known
 * @param reason {@code retention}; {@code epoch} if the log was replaced; {@code unknown} if the position that was asked for
 *     is none of this log
 */
public record Gap(
        List<String> topics,
        @Nullable String after,
        @Nullable String before,
        @Nullable Long count,
        String reason) implements Item {
    static Gap of(JsonObject message) {
        return new Gap(
                message.texts("topics"),
                message.textOrNull("after"),
                message.textOrNull("before"),
                message.integerOrNull("count"),
                message.text("reason"));
    }
}
