package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.log.LiveTail;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.session.TokenProver;
import dev.ringdown.topic.TopicParser;
import io.netty.util.concurrent.EventExecutor;
import java.time.Clock;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** The sessions of every event loop of the public port. Thread-safe: made once, and each loop has its own. */
public final class NodeSessions {
    private final Map<EventExecutor, LoopSessions> byLoop = new IdentityHashMap<>();
    private final Map<EventExecutor, TextInflater> inflaters = new IdentityHashMap<>();

    /**
     * @param compression whether messages are compressed with those who agree on it
     * @param reads of the log that all follow
     * @param tokens proves what clients send while they are connected
     */
    public NodeSessions(
            Port port,
            boolean compression,
            SessionOptions options,
            SharedReads reads,
            TokenProver tokens,
            TopicParser topicParser,
            GatewayMetrics metrics,
            Clock clock) {
        LiveTail tail = reads.log().tail();
        for (EventExecutor loop : port.loops()) {
            LoopRouter router = new LoopRouter(
                    new NettyLoop(loop), tail, SocketFrames.encoder(compression ? new TextDeflater() : null), metrics);
            LoopSessions sessions = new LoopSessions(router, reads, options, tokens, topicParser, metrics, clock);
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
