package dev.ringdown.session;

import dev.ringdown.fanout.Loop;
import dev.ringdown.identity.Identity;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.subscription.LoopContext;
import java.time.Clock;
import java.util.function.Predicate;

/**
 * What all sessions of an event loop share. Immutable.
 *
 * @param subscribing what their subscriptions share
 * @param tokens proves what clients send while they are connected
 * @param registry has the sessions of this loop
 * @param revoked whose credential was revoked
 */
record SessionContext(
        LoopContext subscribing,
        SessionOptions options,
        TokenProver tokens,
        Clock clock,
        Registry registry,
        Predicate<Identity> revoked) {
    /** Who knows which sessions there are. */
    interface Registry {
        /** A session has ended. */
        void ended(String id, Transport transport);
    }

    /** The event loop to which all is confined. */
    Loop loop() {
        return subscribing.router().loop();
    }

    GatewayMetrics metrics() {
        return subscribing.metrics();
    }
}
