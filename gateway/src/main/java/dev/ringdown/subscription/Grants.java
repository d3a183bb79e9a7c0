package dev.ringdown.subscription;

import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.Rejection;
import dev.ringdown.message.SubscribeOutcome;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What of one subscribe message was granted and has been paid for. It must be subscribed, replayed or given up in the same
 * task. Immutable.
 */
record Grants(ClientMessage.Subscribe message, List<GrantedTopic> topics, List<Rejection> rejected) {
    Grants {
        topics = List.copyOf(topics);
        rejected = List.copyOf(rejected);
    }

    /** The one customer to whom all topics belong, or null if they belong to several, or there are none. */
    @Nullable
    UUID customer() {
        List<UUID> customers =
                topics.stream().map(GrantedTopic::customer).distinct().toList();
        return customers.size() == 1 ? customers.get(0) : null;
    }

    /** What the client is told if all of it is subscribed, and nothing replayed. */
    SubscribeOutcome outcome() {
        return SubscribeOutcome.live(topics.stream().map(GrantedTopic::topic).toList(), rejected);
    }
}
