package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.fanout.Turns;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Account;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.subscription.Subscriptions;
import dev.ringdown.trace.TraceOptions;
import dev.ringdown.trace.TracePage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client on one connection, from the accepted handshake to the close: who it is and how long it may stay. What it says is
 * for its {@link Conversation}, what it gets for its {@link Subscriptions}. Confined to the event loop of its connection.
 */
public final class Session implements SessionLife {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final String id;
    private final boolean notices;
    private final SessionContext context;
    private final Outgoing outgoing;
    private final Subscriptions subscriptions;
    private final Conversation conversation;
    private final KeepAlive keepAlive;
    private Identity identity;

    /**
     * @param id names the session in logs and in {@code welcome}
     * @param notices whether the client negotiated {@code ringdown.v1}, and so hears what the server says unasked
     * @param account where what the session costs is counted; whoever opened it closes it
     */
    Session(
            String id,
            Identity identity,
            Connection connection,
            boolean notices,
            Account account,
            SessionContext context) {
        this.id = requireNonNull(id, "id");
        this.identity = requireNonNull(identity, "identity");
        this.notices = notices;
        this.context = context;
        this.outgoing = new Outgoing(this, connection, account, context);
        this.subscriptions = new Subscriptions(context.subscribing(), identity, outgoing);
        this.conversation = new Conversation(this, outgoing, subscriptions, context);
        this.keepAlive = new KeepAlive(
                context.options(),
                identity.expiresAt(),
                context.loop().nanoTime(),
                context.clock().instant());
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Identity identity() {
        return identity;
    }

    /** Over what the client is connected. */
    public Transport transport() {
        return outgoing.peer().transport();
    }

    /** Whether the client hears what the server says unasked. */
    public boolean hearsNotices() {
        return notices;
    }

    /** Turns on the event loop of the session. */
    public Turns turns() {
        return context.loop().turns();
    }

    /** Whose turns the session's work takes there. */
    public Turns.Place place() {
        return outgoing.place();
    }

    /** Where what the session costs is counted. */
    public Account account() {
        return outgoing.account();
    }

    void open() {
        if (notices) {
            outgoing.tell(ServerMessages.welcome(
                    id, identity, subscriptions.sequence(), context.options().told()));
        }
    }

    /** Subscribes what the client asked for in its request; over an event stream it cannot say anything more. */
    void stream(StreamRequest request) {
        subscriptions.followOne();
        conversation.begin(request);
    }

    /** The client sent a text message, whole and UTF-8. */
    public void onText(byte[] text) {
        assert context.loop().inEventLoop();
        keepAlive.heard();
        if (!isClosed()) {
            conversation.onText(text, nanoTime());
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
        return context.options().pongTimeout();
    }

    /** What the clock of the session's event loop shows. */
    public long nanoTime() {
        return context.loop().nanoTime();
    }

    boolean isClosed() {
        return outgoing.isEnded();
    }

    @Override
    public List<String> renew(Identity successor) {
        identity = successor;
        keepAlive.renew(successor.expiresAt(), context.clock().instant());
        return subscriptions.renew(successor);
    }

    /** How many topics are subscribed. */
    int topicCount() {
        return subscriptions.topicCount();
    }

    /** Whether an operator asks for this session. */
    boolean isAskedFor(SessionQuery query) {
        return query.isOf(identity)
                && (query.address() == null
                        || query.address().equals(outgoing.peer().address()))
                && (!query.behind() || subscriptions.isBehind())
                && (query.overlaps() == null || subscriptions.overlap(query.overlaps()));
    }

    /** What the session is now. */
    public SessionStatus status() {
        assert context.loop().inEventLoop();
        return new SessionStatus(
                id,
                identity,
                outgoing.peer(),
                outgoing.connectedAt(),
                topicCount(),
                subscriptions.sequence(),
                subscriptions.lag(),
                subscriptions.isBehind(),
                outgoing.sent(),
                outgoing.unsentBytes());
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
    public Optional<TracePage> trace(long afterNumber, TraceOptions options) {
        assert context.loop().inEventLoop();
        return outgoing.trace(afterNumber, options, subscriptions);
    }

    /** How many entries the log still has before this session; -1 while nothing of what it gets comes from the log. */
    long lag() {
        return subscriptions.isBehind() ? subscriptions.lag() : -1;
    }

    /** Says and does what has become due; called by the sweep of the event loop. */
    void sweep(long nowNanos, Instant now) {
        if (!outgoing.sweep(nowNanos)) {
            context.metrics().limitReached(Limit.STALLED);
            close(CloseReason.TOO_SLOW);
            return;
        }
        if (!outgoing.canBeAnswered()) {
            keepAlive.heard(); // whether the peer reads at all is watched above
        }
        if (!outgoing.isWritable() && !keepAlive.isExpired(now)) {
            return;
        }
        for (KeepAlive.Due due = keepAlive.due(nowNanos, now);
                !isClosed() && due != KeepAlive.Due.NOTHING;
                due = keepAlive.due(nowNanos, now)) {
            act(due);
        }
    }

    private void act(KeepAlive.Due due) {
        switch (due) {
            case EXPIRED -> close(CloseReason.CREDENTIAL_ENDED);
            case PONG_MISSED -> {
                context.metrics().limitReached(Limit.PONG_TIMEOUT);
                close(CloseReason.NO_PONG);
            }
            case EXPIRING -> {
                if (notices) {
                    outgoing.tell(ServerMessages.expiring(requireNonNull(identity.expiresAt(), "expiresAt")));
                }
            }
            default -> {
                if (!outgoing.ping()) {
                    keepAlive.heard(); // or it would be taken for gone
                }
                if (notices) {
                    outgoing.tell(ServerMessages.heartbeat(subscriptions.sequence(), subscriptions.lag())
                            .at(subscriptions.position()));
                }
            }
        }
    }

    /** The node drains: tells the client to come back after {@code reconnectMillis}, elsewhere or here. */
    void announceClosing(long reconnectMillis) {
        if (transport() == Transport.SSE) { // its client comes back by itself, but only once the stream has ended
            if (end()) {
                outgoing.close(CloseReason.DRAINING, reconnectMillis);
            }
        } else if (notices) {
            outgoing.tell(ServerMessages.closing(CloseReason.DRAINING.code(), reconnectMillis));
        }
    }

    @Override
    public void close(CloseReason reason) {
        assert context.loop().inEventLoop();
        if (end()) {
            LOG.debug("closing session={} code={} reason={}", id, reason.code(), reason.text());
            outgoing.close(reason);
        }
    }

    /** Nothing more is received; the connection is about to go. */
    public void onClosed() {
        assert context.loop().inEventLoop();
        end();
    }

    /** The connection is gone, whoever ended it; {@code code} is the server's, or what the peer has said. */
    public void onGone(int code) {
        onClosed();
        outgoing.writeAccessLine(code);
    }

    /** False if it has ended already. */
    private boolean end() {
        if (!outgoing.end()) {
            return false;
        }
        subscriptions.clear();
        context.registry().ended(id, transport());
        return true;
    }

    /** The socket takes more again. */
    public void onWritable() {
        if (!isClosed()) {
            subscriptions.onWritable();
        }
    }
}
