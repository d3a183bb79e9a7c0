package dev.ringdown.source.rabbitmq;

import dev.ringdown.topic.Scope;
import dev.ringdown.topic.UuidText;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the routing key of a chat's event says that its body does not: who takes part. VoIPBin's keys are {@code
 * <scope>.<scope-id>.<resource>.<event type>.<resource-id>}; an event of a chat has the resource {@code talk} in the keys
 * of all its copies. Of other events everything follows from the body.
 *
 * @param participant whose copy it is; null if it is the customer's, or names nobody
 */
record RoutingKey(@Nullable UUID participant) {
    private static final String TALK = "talk";
    private static final int SEGMENTS = 5;

    /** What the key says, or null if it is not of a chat. */
    static @Nullable RoutingKey ofChat(String key) {
        List<String> segments = List.of(key.split("\\.", -1));
        if (segments.size() != SEGMENTS || !segments.get(2).equals(TALK)) {
            return null;
        }
        boolean agents = segments.get(0).equals(Scope.AGENT.text());
        return new RoutingKey(agents ? UuidText.parsePresent(segments.get(1)) : null);
    }
}
