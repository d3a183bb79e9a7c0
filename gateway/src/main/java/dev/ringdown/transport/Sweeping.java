package dev.ringdown.transport;

import dev.ringdown.session.LoopSessions;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one timer of an event loop: it asks every session what is due. */
final class Sweeping {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeping.class);

    private Sweeping() {}

    static void everySecond(EventExecutor loop, LoopSessions sessions) {
        ScheduledFuture<?> sweeping = loop.scheduleAtFixedRate(() -> sweep(sessions), 1, 1, TimeUnit.SECONDS);
        loop.terminationFuture().addListener(terminated -> sweeping.cancel(false));
    }

    private static void sweep(LoopSessions sessions) {
        try {
            sessions.sweep();
        } catch (RuntimeException e) {
            LOG.error("internal error in a sweep", e); // rethrown it would end the timer, and no token would end
        }
    }
}
