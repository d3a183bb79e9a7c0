package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.fanout.Turns;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Account;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.subscription.LogSearches;
import dev.ringdown.subscription.Outlet;
import dev.ringdown.subscription.Subscriptions;
import dev.ringdown.subscription.Witness;
import dev.ringdown.trace.DeliveryTrace;
import dev.ringdown.trace.TraceOptions;
import dev.ringdown.trace.TracePage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client on one connection, from the accepted handshake to the close: receives what it subscribed to, and keeps its
 * time. What it says is for its {@link Conversation}. Confined to the event loop of its connection.
 */
public final class Session implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final String id;
    private Identity identity;
    private Connection connection;
    private final boolean notices;
    private final Account account;

    /** Most sessions never look for anything; null until one does. */
    private @Nullable LogSearches searches;

    private final LoopSessions owner;
    private final Subscriptions subscriptions;
    private final Conversation conversation;

    /** Null while nothing waits for the socket. */
    private @Nullable StallWatch stallWatch;

    private final KeepAlive keepAlive;
    private final long connectedAtMillis;

    /** Events written so far. */
    private long sent;

    /** Notes what becomes of events; null unless an operator looks. */
    private @Nullable DeliveryTrace trace;

    private boolean closed;

    /**
     * @param id names the session in logs and in {@code welcome}
     * @param notices whether the client negotiated {@code ringdown.v1}, and so hears what the server says unasked
     * @param account where what the session costs is counted; whoever opened it closes it
     */
    Session(String id, Identity identity, Connection connection, boolean notices, Account account, LoopSessions owner) {
        this.id = requireNonNull(id, "id");
        this.identity = requireNonNull(identity, "identity");
        this.connection = requireNonNull(connection, "connection");
        this.notices = notices;
        this.account = requireNonNull(account, "account");
        this.owner = owner;
        LoopRouter router = owner.router();
        SessionOptions options = owner.options();
        this.subscriptions = new Subscriptions(
                identity, owner.topicParser(), router, owner.reads(), this, options.maxTopics(), account);
        long now = router.loop().nanoTime();
        this.conversation = new Conversation(this, owner, subscriptions);
        this.keepAlive = new KeepAlive(options, identity.expiresAt(), now);
        this.connectedAtMillis = owner.clock().millis();
    }

    /** Names the session in logs and in {@code welcome}. */
    public String id() {
        return id;
    }

    /** Over what the client is connected. */
    public Transport transport() {
        return connection.peer().transport();
    }

    /** Whether the client hears what the server says unasked. */
    public boolean hearsNotices() {
        return notices;
    }

    void open() {
        if (notices) {
            connection.send(ServerMessages.welcome(
                    id, identity, sequence(), owner.options().told()));
        }
    }

    /** Subscribes what the client asked for in its request; over an event stream it cannot say anything more. */
    void stream(StreamRequest request) {
        conversation.begin(request);
    }

    /** The client sent a text message, whole and UTF-8. */
    public void onText(byte[] text) {
        assert owner.router().loop().inEventLoop();
        keepAlive.heard();
        if (!closed) {
            conversation.onText(text, owner.router().loop().nanoTime());
        }
    }

    /** Anything but a text came from the peer, such as a pong. */
    public void onHeard() {
        keepAlive.heard();
    }

    /** The client sends more frames than a limit lets through; it is told so, and none of them is lost. */
    public void onTooManyFrames(Limit limit) {
        conversation.slowedDown(limit);
    }

    /** A message of the client had no room here, and was not read. */
    public void onMessageWithoutRoom(Limit limit) {
        conversation.refusedUnread(limit);
    }

    /** How long the client may take to show that it is there. */
    public Duration pongTimeout() {
        return owner.options().pongTimeout();
    }

    /** What the clock of the session's event loop shows. */
    public long nanoTime() {
        return owner.router().loop().nanoTime();
    }

    /** Sends a message, unless the session has ended. */
    void tell(ServerMessage message) {
        if (!closed) {
            connection.send(message);
        }
    }

    boolean isClosed() {
        return closed;
    }

    Identity identity() {
        return identity;
    }

    @Override
    public Account account() {
        return account;
    }

    /** Turns on the event loop of the session. */
    public Turns turns() {
        return owner.router().loop().turns();
    }

    @Override
    public Turns.Place place() {
        return Turns.Place.of(identity.customer(), identity.holderKey(), id);
    }

    @Override
    public LogSearches searches() {
        if (searches == null) {
            searches = new LogSearches(
                    owner.router().loop(),
                    owner.reads().queue(),
                    ReadQueue.Place.asking(identity.customer(), identity.holderKey(), id),
                    account);
        }
        return searches;
    }

    /** The holder has proved itself again; returns what it may not read any more, and has lost. */
    List<String> renew(Identity newIdentity) {
        identity = newIdentity;
        keepAlive.renew(newIdentity.expiresAt());
        return subscriptions.renew(newIdentity);
    }

    /** Takes a topic back; false if it was not subscribed in this spelling. */
    boolean unsubscribe(String topic) {
        return subscriptions.unsubscribe(topic);
    }

    /** How many topics are subscribed. */
    int topicCount() {
        return subscriptions.topicCount();
    }

    /** Whether an operator asks for this session. */
    boolean isAskedFor(SessionQuery query) {
        return (query.customer() == null || query.customer().equals(identity.customer()))
                && (query.agent() == null || query.agent().equals(identity.agent()))
                && (query.address() == null
                        || query.address().equals(connection.peer().address()))
                && (!query.behind() || subscriptions.isBehind())
                && (query.overlaps() == null || subscriptions.overlap(query.overlaps()));
    }

    /** What the session is now. */
    public SessionStatus status() {
        assert owner.router().loop().inEventLoop();
        return new SessionStatus(
                id,
                identity,
                connection.peer(),
                Instant.ofEpochMilli(connectedAtMillis),
                topicCount(),
                sequence(),
                lag(),
                subscriptions.isBehind(),
                sent,
                connection.unsentBytes());
    }

    /** What the session and its subscriptions are now. */
    public SessionDetails details() {
        return new SessionDetails(status(), subscriptions.status());
    }

    /**
     * What happened to this session after a number of an earlier answer. The first who asks begins the tracing, which ends
     * when nobody has asked for a while.
     *
     * @return empty if as many sessions are traced as may be
     */
    public Optional<TracePage> trace(long afterNumber, TraceOptions traceOptions) {
        assert owner.router().loop().inEventLoop();
        if (closed) {
            throw new IllegalStateException("the session " + id + " has ended (expected: one of its loop's)");
        }
        if (trace == null) {
            if (!traceOptions.slots().tryAcquire()) {
                return Optional.empty();
            }
            trace = new DeliveryTrace(subscriptions, connection.peer().shape(), traceOptions, owner.clock());
            connection = new TracedConnection(connection, trace);
            owner.router().watch(trace);
        }
        return Optional.of(trace.after(afterNumber, owner.router().loop().nanoTime()));
    }

    private void endTrace() {
        if (trace != null && connection instanceof TracedConnection traced) {
            connection = traced.untraced();
            owner.router().unwatch(trace);
            trace.end();
            trace = null;
        }
    }

    @Override
    public @Nullable Witness witness() {
        return trace;
    }

    /** Notes what is said besides; null unless an operator looks. */
    @Nullable
    DeliveryTrace trace() {
        return trace;
    }

    private boolean isStalled(long nowNanos) {
        long unsentBytes = connection.unsentBytes();
        if (unsentBytes == 0) {
            stallWatch = null;
            return false;
        }
        if (stallWatch == null) {
            stallWatch = new StallWatch(unsentBytes, nowNanos);
            return false;
        }
        return stallWatch.isStalled(unsentBytes, nowNanos, owner.options().stalled());
    }

    /** Says and does what has become due; called by the sweep of the event loop. */
    void sweep(long nowNanos, Instant now) {
        if (trace != null && trace.isIdle(nowNanos)) {
            endTrace();
        }
        if (searches != null) {
            searches.goOn();
        }
        if (isStalled(nowNanos)) {
            owner.metrics().limitReached(Limit.STALLED);
            close(CloseReason.TOO_SLOW);
            return;
        }
        if (connection.unsentBytes() > 0) {
            keepAlive.heard(); // it cannot answer a ping that it has not got; whether it reads at all is watched above
        }
        if (!connection.isWritable() && !keepAlive.isExpired(now)) {
            return;
        }
        for (KeepAlive.Due due = keepAlive.due(nowNanos, now);
                !closed && due != KeepAlive.Due.NOTHING;
                due = keepAlive.due(nowNanos, now)) {
            switch (due) {
                case EXPIRED -> close(CloseReason.CREDENTIAL_ENDED);
                case PONG_MISSED -> {
                    owner.metrics().limitReached(Limit.PONG_TIMEOUT);
                    close(CloseReason.NO_PONG);
                }
                case EXPIRING -> {
                    if (notices) {
                        connection.send(ServerMessages.expiring(requireNonNull(identity.expiresAt(), "expiresAt")));
                    }
                }
                default -> {
                    if (!connection.ping()) {
                        keepAlive.heard(); // or it would be taken for gone
                    }
                    if (notices) {
                        connection.send(
                                ServerMessages.heartbeat(sequence(), lag()).at(position()));
                    }
                }
            }
        }
    }

    /** How many entries the log still has before this session. */
    private long lag() {
        return owner.reads().log().tail().headOffset() - subscriptions.completeOffset();
    }

    /** The node drains: tells the client to come back after {@code reconnectMillis}, elsewhere or here. */
    void announceClosing(long reconnectMillis) {
        if (closed) {
            return;
        }
        if (transport() == Transport.SSE) { // its client comes back by itself, but only once the stream has ended
            end();
            connection.close(CloseReason.DRAINING, reconnectMillis);
        } else if (notices) {
            connection.send(ServerMessages.closing(CloseReason.DRAINING.code(), reconnectMillis));
        }
    }

    /** Closes the connection; nothing is received from then on. */
    public void close(CloseReason reason) {
        assert owner.router().loop().inEventLoop();
        if (!closed) {
            LOG.debug("closing session={} code={} reason={}", id, reason.code(), reason.text());
            end();
            connection.close(reason);
        }
    }

    /** The connection is gone, whoever ended it. */
    public void onClosed() {
        assert owner.router().loop().inEventLoop();
        end();
    }

    private void end() {
        if (!closed) {
            closed = true;
            endTrace();
            subscriptions.clear();
            owner.remove(this);
        }
    }

    /** All that matches up to here has been sent. */
    Sequence sequence() {
        return sequence(subscriptions.completeOffset());
    }

    /** From where the client may resume, or null while that would leave out what it asked for. */
    @Nullable
    Sequence position() {
        OptionalLong offset = subscriptions.resumeOffset();
        return offset.isPresent() ? sequence(offset.getAsLong()) : null;
    }

    private Sequence sequence(long offset) {
        return new Sequence(owner.reads().log().epoch(), offset);
    }

    /** The socket takes more again. */
    public void onWritable() {
        if (!closed) {
            subscriptions.onWritable();
        }
    }

    @Override
    public boolean isWritable() {
        return connection.isWritable();
    }

    @Override
    public void write(Frames frames) {
        sent += frames.entries().size();
        connection.write(frames);
    }

    @Override
    public void write(Frames frames, Runnable taken) {
        sent += frames.entries().size();
        connection.write(frames, () -> {
            stallWatch = null; // as much waits again soon, but the peer has taken something
            taken.run();
        });
    }

    @Override
    public void gap(List<String> topics, Sequence after, long beforeOffset, @Nullable Long count, String reason) {
        owner.metrics().gap(reason);
        connection.send(ServerMessages.gap(topics, after, sequence(beforeOffset), count, reason));
    }

    @Override
    public void failed() {
        close(CloseReason.INTERNAL);
    }

    @Override
    public void overtaken() {
        LOG.debug("a replay was overtaken by retention session={}", id);
        close(CloseReason.TOO_SLOW);
    }

    @Override
    public void fellBehind() {
        LOG.debug("fell behind session={}", id);
        owner.metrics().fellBehind();
    }
}
