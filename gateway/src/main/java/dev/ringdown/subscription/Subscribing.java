package dev.ringdown.subscription;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.log.Located;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.Rejection;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.message.StartingPoint;
import dev.ringdown.message.SubscribeOutcome;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Carries subscribe messages out: decides, subscribes or begins a replay, and tells the outcome. Confined to the session's
 * event loop.
 */
public final class Subscribing {
    /** The session, as it is told of and asked. */
    public interface Outcome {
        /** Sends a message, unless the session has ended. */
        void tell(ServerMessage message);

        /** How far the session has got. */
        Sequence sequence();

        /** From where the client may resume, or null while that would leave out what it asked for. */
        @Nullable
        Sequence position();

        boolean isClosed();

        /** A message was refused as a whole. */
        void refused(@Nullable String messageId, ErrorCode code, String reason);

        /** A message was refused because it costs more than is left; these topics are not subscribed. */
        void overBudget(@Nullable String messageId, String reason, List<String> topics, Limit limit);

        /** What a message asked for cannot be had at this time; nothing of it is subscribed. */
        void unavailable(ServerMessage error);

        /** A message was carried out, as far as its topics were granted. */
        void subscribed(int granted, List<Rejection> rejected);
    }

    private final Subscriptions subscriptions;
    private final SharedReads reads;
    private final GatewayMetrics metrics;
    private final Outcome outcome;

    public Subscribing(Subscriptions subscriptions, SharedReads reads, GatewayMetrics metrics, Outcome outcome) {
        this.subscriptions = subscriptions;
        this.reads = reads;
        this.metrics = metrics;
        this.outcome = outcome;
    }

    public void subscribe(ClientMessage.Subscribe message) {
        List<Rejection> rejected = new ArrayList<>(0);
        List<Subscriptions.Granted> granted = subscriptions.grant(message.topics(), message.types(), rejected);
        rejected.forEach(this::count);
        List<String> accepted =
                granted.stream().map(Subscriptions.Granted::topic).toList();
        SubscribeOutcome live = SubscribeOutcome.live(accepted, rejected);
        if (message.from() instanceof StartingPoint.Now || granted.isEmpty()) {
            subscriptions.subscribe(granted, message);
            reply(message, live);
        } else if (!replay(message, granted, live)) {
            subscriptions.giveUp(granted, message.types());
            return; // refused as a whole, and counted
        }
        outcome.subscribed(granted.size(), rejected);
    }

    private void count(Rejection rejection) {
        metrics.clientError(rejection.code().text());
        if (rejection.code() == ErrorCode.TOO_MANY_TOPICS) {
            metrics.limitReached(Limit.TOPICS);
        }
    }

    /** Begins a replay; false if the message is refused because of where it wants to begin. */
    private boolean replay(
            ClientMessage.Subscribe message, List<Subscriptions.Granted> granted, SubscribeOutcome live) {
        UUID customer = subscriptions.oneCustomer(granted);
        if (customer == null) {
            refuseSequence(message, "topics: of several customers (expected: of one, with after, last or snapshot)");
            return false;
        }
        Located located = null;
        if (message.from() instanceof StartingPoint.After after) {
            located = reads.log().locate(after.sequence());
            if (located == null) {
                refuseSequence(message, "after: " + after.sequence() + " (expected: a sequence that was sent)");
                return false;
            }
        }
        Replays replays = subscriptions.replays();
        Limit reached = replays.tryTake();
        if (reached != null) {
            refuseCost(message, List.of(), reached);
            return false;
        }
        Replays.Reply reply = replyTo(message);
        if (message.from() instanceof StartingPoint.After after && located != null) {
            replays.after(customer, granted, message, after.sequence(), located, reply, live);
        } else if (message.from() instanceof StartingPoint.Last last) {
            replays.last(customer, granted, message, last.count(), reply, live);
        } else {
            replays.snapshot(customer, granted, message, reply, live);
        }
        return true;
    }

    private void refuseSequence(ClientMessage.Subscribe message, String reason) {
        outcome.refused(message.id(), ErrorCode.INVALID_SEQUENCE, reason);
    }

    private void refuseCost(ClientMessage.Subscribe message, List<String> topics, Limit reached) {
        outcome.overBudget(
                message.id(),
                "more is being replayed already than " + reached + " leaves (expected: to ask again when less is)",
                topics,
                reached);
    }

    private Replays.Reply replyTo(ClientMessage.Subscribe message) {
        return new Replays.Reply() {
            @Override
            public void subscribed(SubscribeOutcome found) {
                reply(message, found);
            }

            @Override
            public void overBudget(List<String> topics, Limit limit) {
                refuseCost(message, topics, limit);
            }

            @Override
            public void bounded(Limit limit) {
                metrics.limitReached(limit);
            }

            @Override
            public void unavailable(List<String> topics) {
                metrics.clientError(ErrorCode.UNAVAILABLE.text());
                outcome.unavailable(ServerMessages.error(
                        message.id(),
                        ErrorCode.UNAVAILABLE,
                        "the log cannot be read at this time, subscribe again later",
                        topics,
                        null));
            }
        };
    }

    private void reply(ClientMessage.Subscribe message, SubscribeOutcome found) {
        if (message.id() != null) {
            outcome.tell(ServerMessages.subscribed(message.id(), found, outcome.sequence())
                    .at(outcome.position()));
        } else {
            sendRejections(found.rejected());
        }
    }

    /** One error for each code, since a message may be refused for several reasons; its budget is reached once at most. */
    private void sendRejections(List<Rejection> rejected) {
        Map<ErrorCode, List<Rejection>> byCode = new LinkedHashMap<>();
        for (Rejection rejection : rejected) {
            byCode.computeIfAbsent(rejection.code(), code -> new ArrayList<>()).add(rejection);
        }
        byCode.forEach((code, rejections) -> {
            String more = rejections.size() == 1 ? "" : " (topics refused for this: " + rejections.size() + ")";
            outcome.tell(ServerMessages.error(
                    null,
                    code,
                    rejections.get(0).message() + more,
                    rejections.stream().map(Rejection::topic).toList(),
                    rejections.get(0).limit()));
        });
    }
}
