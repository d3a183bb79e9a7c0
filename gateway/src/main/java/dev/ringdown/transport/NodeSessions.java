package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.log.LiveTail;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.NodeContext;
import io.netty.util.concurrent.EventExecutor;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The sessions of every event loop of the public port. Thread-safe: made once, and each loop has its own. */
public final class NodeSessions {
    private final Map<EventExecutor, LoopSessions> byLoop = new IdentityHashMap<>();
    private final Map<EventExecutor, TextInflater> inflaters = new IdentityHashMap<>();

    /** @param compression whether messages are compressed with those who agree on it */
    public NodeSessions(Port port, boolean compression, NodeContext node) {
        LiveTail tail = node.reads().log().tail();
        for (EventExecutor loop : port.loops()) {
            LoopRouter router = new LoopRouter(
                    new NettyLoop(loop),
                    tail,
                    SocketFrames.encoder(compression ? new TextDeflater() : null),
                    node.metrics());
            LoopSessions sessions = new LoopSessions(router, node);
            byLoop.put(loop, sessions);
            if (compression) {
                inflaters.put(loop, new TextInflater());
            }
            tail.follow(router::wake);
            Sweeping.everySecond(loop, sessions);
        }
    }

    /** Those of each loop. */
    public List<LoopSessions> all() {
        return List.copyOf(byLoop.values());
    }

    LoopSessions of(EventExecutor loop) {
        return requireNonNull(byLoop.get(loop), "sessions of the loop");
    }

    /** What inflates the messages of a loop's clients, if compression can have been agreed on with them. */
    TextInflater inflaterOf(EventExecutor loop) {
        return requireNonNull(inflaters.get(loop), "inflater of the loop");
    }

    /**
     * Tells every session that this node drains.
     *
     * @param reconnectMillis asked for each, so that they do not all come back at once
     */
    void drain(LongSupplier reconnectMillis) {
        byLoop.values().forEach(sessions -> sessions.drain(reconnectMillis));
    }

    void closeAll(CloseReason reason) {
        byLoop.values().forEach(sessions -> sessions.closeAll(reason));
    }
}
