package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Account;
import dev.ringdown.message.StreamFault;
import dev.ringdown.message.StreamReading;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.metrics.LoopLag;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.subscription.LoopContext;
import dev.ringdown.subscription.StreamGranting;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one event loop, and the one sweep that keeps their time. Confined to that loop; {@link #drain}, {@link
 * #closeAll}, {@link #closeRevoked}, {@link #find} and {@link #ask} may be called from anywhere.
 */
public final class LoopSessions {
    private static final Logger LOG = LoggerFactory.getLogger(LoopSessions.class);

    private final SessionContext context;
    private final LoopLag lag;
    private final Map<String, Session> sessions = new LinkedHashMap<>();

    /** @param router of the loop, which follows the log that the node reads */
    public LoopSessions(LoopRouter router, NodeContext node) {
        this.context = new SessionContext(
                new LoopContext(
                        requireNonNull(router, "router"),
                        node.reads(),
                        node.topicParser(),
                        node.options().maxTopics(),
                        node.metrics()),
                node.options(),
                node.tokens(),
                node.clock(),
                this::ended,
                node.revoked());
        this.lag = node.metrics().loopLag();
    }

    private void ended(String id, Transport transport) {
        sessions.remove(id);
        context.metrics().sessionClosed(transport.text());
    }

    /**
     * Opens a session on a connection whose handshake is done.
     *
     * @param id names the session; no other one has it
     * @param notices whether the client negotiated {@code ringdown.v1}
     * @param account where what the session costs is counted; the caller closes it
     */
    public Session open(String id, Identity identity, Connection connection, boolean notices, Account account) {
        return begun(new Session(id, identity, connection, notices, account, context), Session::open);
    }

    /** A session that cannot begin leaves nothing behind. */
    private Session begun(Session session, Consumer<Session> beginning) {
        assert context.loop().inEventLoop();
        sessions.put(session.id(), session);
        context.metrics().sessionOpened(session.transport().text());
        try {
            beginning.accept(session);
        } catch (RuntimeException | Error e) {
            session.onClosed();
            throw e;
        }
        if (isRevoked(session)) { // while the credential was on its way here
            context.loop().execute(() -> session.close(CloseReason.CREDENTIAL_ENDED));
        }
        return session;
    }

    /**
     * Reads the request for an event stream.
     *
     * @param query decoded; the values of each name in their order
     * @param lastEventId the header {@code Last-Event-ID}, or null
     */
    public StreamReading read(Map<String, List<String>> query, @Nullable String lastEventId) {
        return StreamRequest.read(query, lastEventId, context.options().maxTypes());
    }

    /** Why an identity cannot have such a stream at this moment, or null. */
    public @Nullable StreamFault faultOf(StreamRequest request, Identity identity) {
        return StreamGranting.faultOf(request, identity, context.subscribing());
    }

    /**
     * Opens a session over an event stream, which gets what was asked for in the request; it must have been looked at by
     * {@link #faultOf} in the same task.
     */
    public Session stream(String id, Identity identity, Connection connection, StreamRequest request, Account account) {
        return begun(new Session(id, identity, connection, true, account, context), session -> {
            session.open();
            session.stream(request);
        });
    }

    /** Does what is due for every session; to be called about once a second. */
    public void sweep() {
        assert context.loop().inEventLoop();
        long nowNanos = context.loop().nanoTime();
        Instant now = context.clock().instant();
        int behind = 0;
        long greatestLag = 0;
        for (Session session : List.copyOf(sessions.values())) {
            sweep(session, nowNanos, now);
            long itsLag = session.lag();
            if (itsLag >= 0) {
                behind++;
                greatestLag = Math.max(greatestLag, itsLag);
            }
        }
        lag.seen(behind, greatestLag);
    }

    /** What is wrong with one session is not to be felt by the others. */
    private static void sweep(Session session, long nowNanos, Instant now) {
        try {
            session.sweep(nowNanos, now);
        } catch (RuntimeException e) {
            LOG.error("internal error session={}", session.id(), e);
            session.close(CloseReason.INTERNAL);
        }
    }

    /**
     * Tells every session that this node drains.
     *
     * @param reconnectMillis asked for each session, so that they do not all come back at once
     */
    public void drain(LongSupplier reconnectMillis) {
        context.loop().execute(() -> {
            for (Session session : List.copyOf(sessions.values())) {
                session.announceClosing(reconnectMillis.getAsLong());
            }
        });
    }

    /** Closes every session. */
    public void closeAll(CloseReason reason) {
        context.loop().execute(() -> {
            for (Session session : List.copyOf(sessions.values())) {
                session.close(reason);
            }
        });
    }

    /**
     * Closes every session whose credential was revoked.
     *
     * @return how many; completed on the event loop
     */
    public CompletableFuture<Integer> closeRevoked() {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        context.loop().execute(() -> {
            int closed = 0;
            for (Session session : List.copyOf(sessions.values())) {
                if (isRevoked(session)) {
                    session.close(CloseReason.CREDENTIAL_ENDED);
                    closed++;
                }
            }
            answer.complete(closed);
        });
        return answer;
    }

    private boolean isRevoked(Session session) {
        return context.revoked().test(session.identity());
    }

    /** Looks for sessions; completed on the event loop, or exceptionally by whoever does not want to wait any more. */
    public CompletableFuture<FoundSessions> find(SessionQuery query) {
        CompletableFuture<FoundSessions> answer = new CompletableFuture<>();
        context.loop()
                .execute(() -> new SessionSearch(context.loop(), query, List.copyOf(sessions.values()), answer).turn());
        return answer;
    }

    /**
     * Asks one session.
     *
     * @param question called on the event loop; what it returns must be immutable
     * @return empty if the session is not one of this loop
     */
    public <T> CompletableFuture<Optional<T>> ask(String id, Function<Session, T> question) {
        CompletableFuture<Optional<T>> answer = new CompletableFuture<>();
        context.loop().execute(() -> {
            try {
                answer.complete(Optional.ofNullable(sessions.get(id)).map(question));
            } catch (RuntimeException e) { // a bug, which whoever waits must hear of
                answer.completeExceptionally(e);
            }
        });
        return answer;
    }
}
