package dev.ringdown.session;

import dev.ringdown.subscription.SubscriptionStatus;
import java.util.List;

/**
 * What a session and its subscriptions were at one moment, for operators. Immutable.
 *
 * @param subscriptions in the order of their topics
 */
public record SessionDetails(SessionStatus status, List<SubscriptionStatus> subscriptions) {
    public SessionDetails {
        subscriptions = List.copyOf(subscriptions);
    }
}
