package dev.ringdown.subscription;

import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Decision;
import dev.ringdown.identity.Identity;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.Rejection;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on topics for an identity, and takes what they cost from its session. Used for one message, then forgotten; confined
 * to the session's event loop.
 */
final class Granting {
    private final LoopContext loop;
    private final Identity identity;
    private final FilterCosts costs;

    Granting(LoopContext loop, Identity identity, FilterCosts costs) {
        this.loop = loop;
        this.identity = identity;
        this.costs = costs;
    }

    /** Decides on the topics of a message and takes what they cost, without subscribing them yet. */
    Grants grant(ClientMessage.Subscribe message, Feeds feeds) {
        List<GrantedTopic> granted = new ArrayList<>(message.topics().size());
        List<Rejection> rejected = new ArrayList<>(0);
        int topicCount = feeds.topicCount();
        Limit over = null;
        for (String topic : message.topics()) {
            Decision decision = decide(topic);
            if (decision instanceof Decision.Refused refused) {
                rejected.add(Rejection.of(topic, refused));
                continue;
            }
            Decision.Allowed allowed = (Decision.Allowed) decision;
            Subscription before = feeds.subscription(topic, allowed.customer());
            if (before == null && topicCount >= loop.maxTopics()) {
                rejected.add(Rejection.tooManyTopics(topic, loop.maxTopics()));
                continue;
            }
            List<TopicFilter> filters = allowed.filters();
            int bytes = bytesOf(topic, filters, message.types(), before);
            over = over == null
                    ? costs.tryTake(bytes, filters.get(0), message.types())
                    : over; // the rest of the message likewise
            if (over != null) {
                rejected.add(Rejection.overBudget(topic, over));
                continue;
            }
            topicCount += before == null ? 1 : 0;
            granted.add(new GrantedTopic(topic, allowed.customer(), filters, bytes));
        }
        return new Grants(message, granted, rejected);
    }

    private Decision decide(String topic) {
        return AccessPolicy.decide(identity, loop.topicParser().parse(topic));
    }

    /** Not less than before: what is held already may be held by this very topic. */
    private int bytesOf(String topic, List<TopicFilter> filters, TypeFilter types, @Nullable Subscription before) {
        int bytes = FilterCosts.bytesOf(topic, filters, types, loop.router());
        return before == null ? bytes : Math.max(bytes, before.bytes());
    }

    /**
     * Decides on a topic again, for the same holder with another token.
     *
     * @return what it stands for now; null if it may not be read any more, or costs more now than there is left
     */
    @Nullable
    List<TopicFilter> renew(Subscription subscription) {
        if (!(decide(subscription.topic()) instanceof Decision.Allowed allowed)) {
            return null;
        }
        List<TopicFilter> more = new ArrayList<>(allowed.filters());
        more.removeAll(subscription.filters());
        if (!more.isEmpty()) {
            int bytes = FilterCosts.bytesOf(subscription.topic(), more, subscription.types(), loop.router());
            if (!costs.tryTake(bytes)) {
                return null;
            }
            subscription.costs(subscription.bytes() + bytes);
        }
        return allowed.filters();
    }
}
