package dev.ringdown.session;

import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Pace;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.ClientMessageReader;
import dev.ringdown.message.Explanation;
import dev.ringdown.message.Rejection;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import dev.ringdown.subscription.Subscribing;
import dev.ringdown.subscription.Subscriptions;
import dev.ringdown.trace.DeliveryTrace;
import dev.ringdown.trace.Explanations;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a client says and what it is answered: reads its messages, carries them out, and counts what is wrong with them.
 * Confined to the session's event loop.
 */
final class Conversation implements Subscribing.Outcome, Reauthentication.Outcome, Explanations.Outcome {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    private final SessionLife session;
    private final Outgoing outgoing;
    private final Subscriptions subscriptions;
    private final SessionContext context;

    // Most sessions never need these; null until one does.
    private @Nullable Reauthentication reauthentication;
    private @Nullable Explanations explanations;

    private int errorsInARow;

    /** What {@link Pace} keeps of the messages. */
    private long messagesRestNanos;

    /** @param outgoing to the same client */
    Conversation(SessionLife session, Outgoing outgoing, Subscriptions subscriptions, SessionContext context) {
        this.session = session;
        this.outgoing = outgoing;
        this.subscriptions = subscriptions;
        this.context = context;
    }

    /** Carries out what the client asked for in its request; over an event stream it cannot say anything more. */
    void begin(StreamRequest request) {
        subscribing().subscribe(request.message());
    }

    private Subscribing subscribing() { // an open session need not hold it
        return new Subscribing(context.subscribing(), outgoing, subscriptions, this);
    }

    /** The client sent a text message, whole and UTF-8. */
    void onText(byte[] text, long nowNanos) {
        if (!mayCome(nowNanos)) {
            context.metrics().limitReached(Limit.MESSAGE_RATE);
            refuse(
                    null,
                    ErrorCode.RATE_LIMITED,
                    "more than " + context.options().messagesPerSecond()
                            + " messages a second; this one was not carried out",
                    Limit.MESSAGE_RATE,
                    CloseReason.RATE_LIMITED);
            return;
        }
        ClientMessage message = ClientMessageReader.read(
                text,
                new ClientMessageReader.Maxima(
                        context.options().maxTypes(),
                        context.options().maxMessageMembers(),
                        context.options().maxMessageTopics()));
        DeliveryTrace trace = outgoing.trace();
        if (trace != null) {
            trace.heard(message, text.length);
        }
        if (message instanceof ClientMessage.Subscribe subscribe) {
            subscribing().subscribe(subscribe);
        } else if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            unsubscribe(unsubscribe);
        } else if (message instanceof ClientMessage.Authenticate authenticate) {
            reauthentication().begin(authenticate, session.identity());
        } else if (message instanceof ClientMessage.Explain explain) {
            errorsInARow = 0;
            if (explain.id() != null) {
                explanations().explain(explain.id(), explain.topics(), session.identity());
            }
        } else if (message instanceof ClientMessage.Ping ping) {
            errorsInARow = 0;
            if (ping.id() != null) {
                tell(ServerMessages.pong(ping.id(), subscriptions.sequence()));
            }
        } else if (message instanceof ClientMessage.Unreadable unreadable) {
            if (unreadable.limit() != null) {
                context.metrics().limitReached(unreadable.limit());
            }
            refuse(
                    unreadable.id(),
                    unreadable.code(),
                    unreadable.reason(),
                    unreadable.limit(),
                    CloseReason.TOO_MANY_ERRORS);
        }
    }

    /** The client is not read from for a moment; nothing of what it says is lost, so it is no error of a message. */
    void slowedDown(Limit limit) {
        if (!isClosed()) {
            LOG.debug("slowed down session={} limit={}", session.id(), limit);
            context.metrics().clientError(ErrorCode.OVER_BUDGET.text());
            tell(ServerMessages.error(
                    null,
                    ErrorCode.OVER_BUDGET,
                    "frames come faster than " + limit + " lets through; they are read more slowly now",
                    List.of(),
                    limit));
        }
    }

    /** A message in fragments had no room. */
    void refusedUnread(Limit limit) {
        refuse(
                null,
                ErrorCode.OVER_BUDGET,
                "too much of unfinished messages is held here; this one was not read",
                limit,
                CloseReason.TOO_MANY_ERRORS);
    }

    /** Whether one more message may come now. */
    private boolean mayCome(long nowNanos) {
        SessionOptions options = context.options();
        long rest = Pace.restAfter(
                messagesRestNanos,
                Pace.nanosFor(1, options.messagesPerSecond()),
                Pace.nanosFor(options.messageBurst(), options.messagesPerSecond()),
                nowNanos);
        if (rest == 0) {
            return false;
        }
        messagesRestNanos = rest;
        return true;
    }

    private Reauthentication reauthentication() {
        if (reauthentication == null) {
            reauthentication = new Reauthentication(context.loop(), context.tokens(), this);
        }
        return reauthentication;
    }

    private Explanations explanations() {
        if (explanations == null) {
            explanations = new Explanations(
                    outgoing.searches(),
                    context.subscribing().topicParser(),
                    context.subscribing().reads(),
                    context.clock(),
                    this);
        }
        return explanations;
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
            tell(ServerMessages.unsubscribed(message.id(), ended));
        }
    }

    @Override
    public void subscribed(int granted, List<Rejection> rejected) {
        LOG.debug("subscribe session={} granted={} rejected={}", session.id(), granted, rejected);
        countErrors(granted == 0 && !rejected.isEmpty(), CloseReason.TOO_MANY_ERRORS);
    }

    @Override
    public void unavailable(ServerMessage error) {
        tell(error);
        closeStream();
    }

    @Override
    public void overBudget(@Nullable String messageId, String reason, List<String> topics, Limit limit) {
        if (!isClosed()) {
            context.metrics().clientError(ErrorCode.OVER_BUDGET.text());
            tell(ServerMessages.error(messageId, ErrorCode.OVER_BUDGET, reason, topics, limit));
            countErrors(true, CloseReason.TOO_MANY_ERRORS);
            closeStream();
        }
    }

    /** Who has an event stream can only ask again by coming back. */
    private void closeStream() {
        if (outgoing.peer().transport() == Transport.SSE) {
            session.close(CloseReason.UNAVAILABLE);
        }
    }

    @Override
    public void renewed(@Nullable String messageId, Identity identity) {
        if (isClosed()) {
            return;
        }
        if (context.revoked().test(identity)) { // while it was being proved
            session.close(CloseReason.CREDENTIAL_ENDED);
            return;
        }
        errorsInARow = 0;
        List<String> dropped = session.renew(identity);
        LOG.debug("renewed session={} expires={} dropped={}", session.id(), identity.expiresAt(), dropped);
        if (messageId != null) {
            tell(ServerMessages.authenticated(messageId, identity.expiresAt(), dropped));
        } else if (!dropped.isEmpty()) {
            tell(ServerMessages.error(
                    null, ErrorCode.FORBIDDEN, "the new token may not read these topics", dropped, null));
        }
    }

    @Override
    public void explained(String messageId, List<Explanation> topics) {
        tell(ServerMessages.explained(messageId, topics));
    }

    @Override
    public void refused(@Nullable String messageId, ErrorCode code, String reason) {
        refuse(messageId, code, reason, null, CloseReason.TOO_MANY_ERRORS);
    }

    private void refuse(
            @Nullable String messageId, ErrorCode code, String reason, @Nullable Limit limit, CloseReason atLast) {
        if (isClosed()) {
            return;
        }
        LOG.debug("refused session={} code={} reason={}", session.id(), code.text(), reason);
        context.metrics().clientError(code.text());
        tell(ServerMessages.error(messageId, code, reason, List.of(), limit));
        if (code != ErrorCode.UNAVAILABLE) { // which is no fault of the client's
            countErrors(true, atLast);
        }
    }

    private void countErrors(boolean error, CloseReason atLast) {
        errorsInARow = error ? errorsInARow + 1 : 0;
        if (errorsInARow >= context.options().maxErrorsInARow()) {
            context.metrics().limitReached(Limit.ERRORS_IN_A_ROW);
            session.close(atLast);
        }
    }

    @Override
    public void tell(ServerMessage message) {
        outgoing.tell(message);
    }

    @Override
    public boolean isClosed() {
        return outgoing.isEnded();
    }
}
