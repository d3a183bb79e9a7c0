package dev.ringdown.subscription;

import dev.ringdown.topic.TopicFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription was at one moment, for operators. Immutable.
 *
 * @param topic as the client wrote it
 * @param filters what it stands for
 * @param types patterns of event types; null: all types
 * @param replaying whether what came before is still being sent
 */
public record SubscriptionStatus(
        String topic, List<TopicFilter> filters, @Nullable List<String> types, boolean replaying) {
    public SubscriptionStatus {
        filters = List.copyOf(filters);
        types = types == null ? null : List.copyOf(types);
    }
}
