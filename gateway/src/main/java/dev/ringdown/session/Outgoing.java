package dev.ringdown.session;

import static java.util.Objects.requireNonNull;

import dev.ringdown.audit.AccessLog;
import dev.ringdown.catchup.ReadQueue;
import dev.ringdown.fanout.Frames;
import dev.ringdown.fanout.Turns;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Account;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.subscription.LogSearches;
import dev.ringdown.subscription.Outlet;
import dev.ringdown.subscription.Subscriptions;
import dev.ringdown.subscription.Witness;
import dev.ringdown.trace.DeliveryTrace;
import dev.ringdown.trace.TraceOptions;
import dev.ringdown.trace.TracePage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What goes out to one client: events by its subscriptions, and messages. While an operator looks, all of it is traced.
 * Confined to the session's event loop.
 */
final class Outgoing implements Outlet {
    private static final Logger LOG = LoggerFactory.getLogger(Outgoing.class);

    private final SessionLife session;
    private final Connection connection;
    private final Account account;
    private final SessionContext context;
    private final long connectedAtMillis;

    /** Most sessions never look for anything; null until one does. */
    private @Nullable LogSearches searches;

    /** Null while nothing waits for the socket. */
    private @Nullable StallWatch stallWatch;

    /** Null unless an operator looks. */
    private @Nullable DeliveryTrace trace;

    /** Events written so far. */
    private long sent;

    private boolean ended;

    Outgoing(SessionLife session, Connection connection, Account account, SessionContext context) {
        this.session = session;
        this.connection = requireNonNull(connection, "connection");
        this.account = requireNonNull(account, "account");
        this.context = context;
        this.connectedAtMillis = context.clock().millis();
    }

    Peer peer() {
        return connection.peer();
    }

    /** When the handshake was done. */
    Instant connectedAt() {
        return Instant.ofEpochMilli(connectedAtMillis);
    }

    /** Events written so far. */
    long sent() {
        return sent;
    }

    /** What was written and its socket has not taken. */
    long unsentBytes() {
        return connection.unsentBytes();
    }

    /** Whether the peer has got all that was written, a ping too, and would be heard. */
    boolean canBeAnswered() {
        return connection.unsentBytes() == 0 && connection.isRead();
    }

    boolean isEnded() {
        return ended;
    }

    /** Sends a message, unless the session has ended. */
    void tell(ServerMessage message) {
        if (!ended) {
            if (trace != null) {
                trace.told(message);
            }
            connection.send(message);
        }
    }

    /** Asks the peer for a sign of life; false if none can be expected of it. */
    boolean ping() {
        return connection.ping();
    }

    /** Nothing goes out from now on; false if that was so already. */
    boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        endTrace();
        return true;
    }

    /** The connection is gone, and its code is known: writes down what it was, if that is wanted. */
    void writeAccessLine(int code) {
        if (AccessLog.isOn()) {
            new AccessLine(session.id(), session.identity(), peer(), connectedAt(), sent, connection.sentBytes())
                    .write(connection.closeReason(), code, context.clock().instant());
        }
    }

    /** Closes the connection, once {@link #end} has been called. */
    void close(CloseReason reason) {
        connection.close(reason);
    }

    /** Closes a connection whose peer comes back by itself, as soon as after that time. */
    void close(CloseReason reason, long reconnectMillis) {
        connection.close(reason, reconnectMillis);
    }

    /**
     * What happened after a number of an earlier answer. The first who asks begins the tracing, which ends when nobody has
     * asked for a while.
     *
     * @param subscriptions of the session
     * @return empty if as many sessions are traced as may be
     */
    Optional<TracePage> trace(long afterNumber, TraceOptions options, Subscriptions subscriptions) {
        if (ended) {
            throw new IllegalStateException("the session " + session.id() + " has ended (expected: one of its loop's)");
        }
        if (trace == null) {
            if (!options.slots().tryAcquire()) {
                return Optional.empty();
            }
            trace = new DeliveryTrace(subscriptions, peer().shape(), options, context.clock());
            context.subscribing().router().watch(trace);
        }
        return Optional.of(trace.after(afterNumber, context.loop().nanoTime()));
    }

    private void endTrace() {
        if (trace != null) {
            context.subscribing().router().unwatch(trace);
            trace.end();
            trace = null;
        }
    }

    /** Notes what is said besides what goes out; null unless an operator looks. */
    @Nullable
    DeliveryTrace trace() {
        return trace;
    }

    /** Does what has become due; false if the peer takes nothing any more. */
    boolean sweep(long nowNanos) {
        if (trace != null && trace.isIdle(nowNanos)) {
            endTrace();
        }
        if (searches != null) {
            searches.goOn();
        }
        return !isStalled(nowNanos);
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
        return stallWatch.isStalled(unsentBytes, nowNanos, context.options().stalled());
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
    public @Nullable Witness witness() {
        return trace;
    }

    @Override
    public void overdue() {
        LOG.debug("the log did not answer in time session={}", session.id());
        session.close(CloseReason.UNAVAILABLE);
    }

    @Override
    public void gap(List<String> topics, Sequence after, Sequence before, @Nullable Long count, String reason) {
        context.metrics().gap(reason);
        tell(ServerMessages.gap(topics, after, before, count, reason));
    }

    @Override
    public void fellBehind() {
        LOG.debug("fell behind session={}", session.id());
        context.metrics().fellBehind();
    }

    @Override
    public void failed() {
        session.close(CloseReason.INTERNAL);
    }

    @Override
    public void overtaken() {
        LOG.debug("a replay was overtaken by retention session={}", session.id());
        session.close(CloseReason.TOO_SLOW);
    }

    @Override
    public Account account() {
        return account;
    }

    @Override
    public Turns.Place place() {
        Identity identity = session.identity();
        return Turns.Place.of(identity.customer(), identity.holderKey(), session.id());
    }

    @Override
    public LogSearches searches() {
        if (searches == null) {
            Identity identity = session.identity();
            searches = new LogSearches(
                    context.loop(),
                    context.subscribing().reads().queue(),
                    ReadQueue.Place.asking(identity.customer(), identity.holderKey(), session.id()),
                    account);
        }
        return searches;
    }
}
