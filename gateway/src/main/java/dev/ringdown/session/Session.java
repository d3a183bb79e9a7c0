package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.TokenBucket;
import dev.ringdown.log.Located;
import dev.ringdown.log.Sequence;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.ErrorCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One client on one connection, from the accepted handshake to the close: reads what it says, answers, and receives
 * what it subscribed to. Confined to the event loop of its connection.
 */
public final class Session implements Feed.Outlet, Reauthentication.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    private final String id;
    private Identity identity;
    private final Connection connection;
    private final boolean notices;
    private final SessionOptions options;
    private final LoopSessions owner;
    private final LoopRouter router;
    private final GatewayMetrics metrics;
    private final Subscriptions subscriptions;
    private final Replays replays;
    private final StallWatch stallWatch;
    private final KeepAlive keepAlive;
    private final Reauthentication reauthentication;
    private final TokenBucket messages;

    private int errorsInARow;
    private boolean closed;

    /**
     * @param id names the session in logs and in {@code welcome}
     * @param notices whether the client negotiated {@code ringdown.v1}, and so hears what the server says unasked
     */
    Session(String id, Identity identity, Connection connection, boolean notices, LoopSessions owner) {
        this.id = requireNonNull(id, "id");
        this.identity = requireNonNull(identity, "identity");
        this.connection = requireNonNull(connection, "connection");
        this.notices = notices;
        this.owner = owner;
        this.options = owner.options();
        this.router = owner.router();
        this.metrics = owner.metrics();
        this.subscriptions = new Subscriptions(identity, router, owner.reads(), this, options.maxTopics());
        this.replays = new Replays(router, owner.reads(), subscriptions, this);
        long now = router.loop().nanoTime();
        this.keepAlive = new KeepAlive(options, identity.expiresAt(), now);
        this.reauthentication = new Reauthentication(router.loop(), owner.tokens(), this);
        this.stallWatch = new StallWatch(options.stalled());
        this.messages = new TokenBucket(options.messagesPerSecond(), options.messageBurst(), now);
    }

    /** Names the session in logs and in {@code welcome}. */
    public String id() {
        return id;
    }

    void open() {
        if (notices) {
            connection.send(ServerMessages.welcome(id, identity, sequence(), options));
        }
    }

    /** The client sent a text message, whole and UTF-8. */
    public void onText(byte[] text) {
        assert router.loop().inEventLoop();
        keepAlive.heard();
        if (closed) {
            return;
        }
        if (!messages.tryTake(1, router.loop().nanoTime())) {
            metrics.limitReached("limits.message-rate");
            refuse(
                    null,
                    ErrorCode.RATE_LIMITED,
                    "more than " + options.messagesPerSecond() + " messages a second; this one was not carried out",
                    CloseReason.RATE_LIMITED);
            return;
        }
        ClientMessage message = ClientMessageReader.read(text, options.maxTypes());
        if (message instanceof ClientMessage.Subscribe subscribe) {
            subscribe(subscribe);
        } else if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            unsubscribe(unsubscribe);
        } else if (message instanceof ClientMessage.Authenticate authenticate) {
            reauthentication.begin(authenticate, identity);
        } else if (message instanceof ClientMessage.Ping ping) {
            errorsInARow = 0;
            if (ping.id() != null) {
                connection.send(ServerMessages.pong(ping.id(), sequence()));
            }
        } else if (message instanceof ClientMessage.Unreadable unreadable) {
            if (unreadable.limit() != null) {
                metrics.limitReached(unreadable.limit());
            }
            refuse(unreadable.id(), unreadable.code(), unreadable.reason(), CloseReason.TOO_MANY_ERRORS);
        }
    }

    /** Anything but a text came from the peer, such as a pong. */
    public void onHeard() {
        keepAlive.heard();
    }

    private void subscribe(ClientMessage.Subscribe message) {
        List<Rejection> rejected = new ArrayList<>(0);
        List<Subscriptions.Granted> granted = subscriptions.grant(message.topics(), rejected);
        rejected.forEach(this::count);
        LOG.debug("subscribe session={} granted={} rejected={}", id, granted.size(), rejected);
        List<String> accepted =
                granted.stream().map(Subscriptions.Granted::topic).toList();
        SubscribeOutcome outcome = SubscribeOutcome.live(accepted, rejected);
        if (message.from() instanceof StartingPoint.Now || granted.isEmpty()) {
            subscriptions.subscribe(granted, message);
            reply(message, outcome);
        } else if (!replay(message, granted, outcome)) {
            return; // refused as a whole, and counted
        }
        countErrors(accepted.isEmpty() && !rejected.isEmpty(), CloseReason.TOO_MANY_ERRORS);
    }

    private void count(Rejection rejection) {
        metrics.clientError(rejection.code().text());
        if (rejection.code() == ErrorCode.TOO_MANY_TOPICS) {
            metrics.limitReached("limits.topics");
        }
    }

    /** Begins a replay; false if the message is refused because of where it wants to begin. */
    private boolean replay(
            ClientMessage.Subscribe message, List<Subscriptions.Granted> granted, SubscribeOutcome outcome) {
        UUID customer = subscriptions.oneCustomer(granted);
        if (customer == null) {
            refuseSequence(message, "topics: of several customers (expected: of one, with after, last or snapshot)");
            return false;
        }
        Replays.Reply reply = replyTo(message, outcome.accepted());
        if (message.from() instanceof StartingPoint.After after) {
            Located located = owner.reads().log().locate(after.sequence());
            if (located == null) {
                refuseSequence(message, "after: " + after.sequence() + " (expected: a sequence that was sent)");
                return false;
            }
            replays.after(customer, granted, message, after.sequence(), located, reply, outcome);
        } else if (message.from() instanceof StartingPoint.Last last) {
            replays.last(customer, granted, message, last.count(), reply, outcome);
        } else {
            replays.snapshot(customer, granted, message, reply, outcome);
        }
        return true;
    }

    private void refuseSequence(ClientMessage.Subscribe message, String reason) {
        refuse(message.id(), ErrorCode.INVALID_SEQUENCE, reason, CloseReason.TOO_MANY_ERRORS);
    }

    private Replays.Reply replyTo(ClientMessage.Subscribe message, List<String> topics) {
        return new Replays.Reply() {
            @Override
            public void subscribed(SubscribeOutcome outcome) {
                if (!closed) { // it may have ended while the log was read
                    reply(message, outcome);
                }
            }

            @Override
            public void unavailable() {
                if (closed) {
                    return;
                }
                topics.forEach(subscriptions::unsubscribe);
                metrics.clientError(ErrorCode.UNAVAILABLE.text());
                connection.send(ServerMessages.error(
                        message.id(),
                        ErrorCode.UNAVAILABLE.text(),
                        "the log cannot be read at this time, subscribe again later",
                        topics));
            }
        };
    }

    private void reply(ClientMessage.Subscribe message, SubscribeOutcome outcome) {
        if (message.id() != null) {
            connection.send(ServerMessages.subscribed(message.id(), outcome, sequence()));
        } else {
            sendRejections(outcome.rejected());
        }
    }

    /** One error for each code, since a message may be refused for several reasons. */
    private void sendRejections(List<Rejection> rejected) {
        Map<ErrorCode, List<Rejection>> byCode = new LinkedHashMap<>();
        for (Rejection rejection : rejected) {
            byCode.computeIfAbsent(rejection.code(), code -> new ArrayList<>()).add(rejection);
        }
        byCode.forEach((code, rejections) -> {
            String more = rejections.size() == 1 ? "" : " (topics refused for this: " + rejections.size() + ")";
            connection.send(ServerMessages.error(
                    null,
                    code.text(),
                    rejections.get(0).message() + more,
                    rejections.stream().map(Rejection::topic).toList()));
        });
    }

    private void unsubscribe(ClientMessage.Unsubscribe message) {
        errorsInARow = 0;
        List<String> ended = new ArrayList<>(message.topics().size());
        for (String topic : message.topics()) {
            if (subscriptions.unsubscribe(topic)) {
                ended.add(topic);
            }
        }
        if (message.id() != null) {
            connection.send(ServerMessages.unsubscribed(message.id(), ended));
        }
    }

    @Override
    public void renewed(@Nullable String messageId, Identity newIdentity) {
        if (closed) {
            return;
        }
        errorsInARow = 0;
        identity = newIdentity;
        keepAlive.renew(newIdentity.expiresAt());
        List<String> dropped = subscriptions.renew(newIdentity);
        LOG.debug("renewed session={} expires={} dropped={}", id, newIdentity.expiresAt(), dropped);
        if (messageId != null) {
            connection.send(ServerMessages.authenticated(messageId, newIdentity.expiresAt(), dropped));
        } else if (!dropped.isEmpty()) {
            connection.send(ServerMessages.error(
                    null, ErrorCode.FORBIDDEN.text(), "the new token may not read these topics", dropped));
        }
    }

    @Override
    public void refused(@Nullable String messageId, ErrorCode code, String reason) {
        if (!closed) {
            refuse(messageId, code, reason, CloseReason.TOO_MANY_ERRORS);
        }
    }

    private void refuse(@Nullable String messageId, ErrorCode code, String reason, CloseReason atLast) {
        LOG.debug("refused session={} code={} reason={}", id, code.text(), reason);
        metrics.clientError(code.text());
        connection.send(ServerMessages.error(messageId, code.text(), reason, List.of()));
        countErrors(true, atLast);
    }

    private void countErrors(boolean error, CloseReason atLast) {
        errorsInARow = error ? errorsInARow + 1 : 0;
        if (errorsInARow >= options.maxErrorsInARow()) {
            metrics.limitReached("limits.errors-in-a-row");
            close(atLast);
        }
    }

    /** Says and does what has become due; called by the sweep of the event loop. */
    void sweep(long nowNanos, Instant now) {
        if (stallWatch.isStalled(connection.unsentBytes(), nowNanos)) {
            metrics.limitReached("limits.stalled");
            close(CloseReason.TOO_SLOW);
            return;
        }
        if (!connection.isWritable()) {
            keepAlive.heard(); // it cannot answer a ping that it has not got; whether it reads at all is watched above
            if (!keepAlive.isExpired(now)) {
                return;
            }
        }
        for (KeepAlive.Due due = keepAlive.due(nowNanos, now);
                !closed && due != KeepAlive.Due.NOTHING;
                due = keepAlive.due(nowNanos, now)) {
            switch (due) {
                case EXPIRED -> close(CloseReason.TOKEN_ENDED);
                case PONG_MISSED -> {
                    metrics.limitReached("limits.pong-timeout");
                    close(CloseReason.NO_PONG);
                }
                case EXPIRING -> {
                    if (notices) {
                        connection.send(ServerMessages.expiring(requireNonNull(identity.expiresAt(), "expiresAt")));
                    }
                }
                default -> {
                    connection.ping();
                    if (notices) {
                        connection.send(ServerMessages.heartbeat(sequence(), lag()));
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
        if (notices && !closed) {
            connection.send(ServerMessages.closing(CloseReason.DRAINING.code(), reconnectMillis));
        }
    }

    /** Closes the connection; nothing is received from then on. */
    public void close(CloseReason reason) {
        assert router.loop().inEventLoop();
        if (!closed) {
            LOG.debug("closing session={} code={} reason={}", id, reason.code(), reason.text());
            end();
            connection.close(reason);
        }
    }

    /** The connection is gone, whoever ended it. */
    public void onClosed() {
        assert router.loop().inEventLoop();
        end();
    }

    private void end() {
        if (!closed) {
            closed = true;
            subscriptions.clear();
            owner.remove(this);
        }
    }

    /** How far this session has got: all that matches up to here has been sent. */
    private Sequence sequence() {
        return sequence(subscriptions.completeOffset());
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
        connection.write(frames);
    }

    @Override
    public void gap(List<String> topics, Sequence after, long beforeOffset, @Nullable Long count, String reason) {
        metrics.gap(reason);
        connection.send(ServerMessages.gap(topics, after, sequence(beforeOffset), count, reason));
    }

    @Override
    public void failed() {
        close(CloseReason.INTERNAL);
    }

    @Override
    public void fellBehind() {
        LOG.debug("fell behind session={}", id);
        metrics.fellBehind();
    }
}
