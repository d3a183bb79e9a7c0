package dev.ringdown.session;

import dev.ringdown.event.Quoted;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Receiver;
import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Decision;
import dev.ringdown.identity.Identity;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.routing.Interest;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.RequestedTopic;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one session has subscribed to, by the topics as they were written. Confined to the session's event loop. */
final class Subscriptions {
    private final LoopRouter router;
    private final Receiver receiver;
    private final int maxTopics;
    private final Map<String, List<Interest>> interestsByTopic = new HashMap<>(4);

    Subscriptions(LoopRouter router, Receiver receiver, int maxTopics) {
        this.router = router;
        this.receiver = receiver;
        this.maxTopics = maxTopics;
    }

    /**
     * Subscribes to a topic if the identity may; a topic that is subscribed already gets the new options.
     *
     * @return why not, or null if it is subscribed
     */
    @Nullable
    Rejection subscribe(Identity identity, String topic, TypeFilter types) {
        Decision decision = AccessPolicy.decide(identity, RequestedTopic.parse(topic));
        if (decision instanceof Decision.Refused refused) {
            return new Rejection(topic, refused.code(), Quoted.of(topic) + ": " + refused.message());
        }
        if (interestsByTopic.size() >= maxTopics && !interestsByTopic.containsKey(topic)) {
            return new Rejection(
                    topic,
                    ErrorCode.TOO_MANY_TOPICS,
                    Quoted.of(topic) + ": the session has " + maxTopics + " topics already (expected: at most that)");
        }
        List<Interest> interests = new ArrayList<>(1);
        for (TopicFilter filter : ((Decision.Allowed) decision).filters()) {
            interests.add(router.subscribe(receiver, filter, types));
        }
        takeBack(interestsByTopic.put(topic, interests));
        return null;
    }

    /** Takes a topic back; false if it was not subscribed in this spelling. */
    boolean unsubscribe(String topic) {
        List<Interest> interests = interestsByTopic.remove(topic);
        takeBack(interests);
        if (interestsByTopic.isEmpty()) {
            router.remove(receiver); // who wants nothing misses nothing, whatever befalls the router
        }
        return interests != null;
    }

    /** Takes everything back and leaves the router. */
    void clear() {
        interestsByTopic.values().forEach(this::takeBack);
        interestsByTopic.clear();
        router.remove(receiver);
    }

    int size() {
        return interestsByTopic.size();
    }

    private void takeBack(@Nullable List<Interest> interests) {
        if (interests != null) {
            interests.forEach(router::unsubscribe);
        }
    }
}
