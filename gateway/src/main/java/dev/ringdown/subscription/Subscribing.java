package dev.ringdown.subscription;

import dev.ringdown.limits.Cost;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.Rejection;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.message.StartingPoint;
import dev.ringdown.message.SubscribeOutcome;
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

        /** A message was refused as a whole. */
        void refused(@Nullable String messageId, ErrorCode code, String reason);

        /** A message was refused because it costs more than is left; these topics are not subscribed. */
        void overBudget(@Nullable String messageId, String reason, List<String> topics, Limit limit);

        /** What a message asked for cannot be had at this time; nothing of it is subscribed. */
        void unavailable(ServerMessage error);

        /** A message was carried out, as far as its topics were granted. */
        void subscribed(int granted, List<Rejection> rejected);
    }

    private final LoopContext loop;
    private final Outlet outlet;
    private final Subscriptions subscriptions;
    private final Outcome outcome;

    /** @param outlet of the same session */
    public Subscribing(LoopContext loop, Outlet outlet, Subscriptions subscriptions, Outcome outcome) {
        this.loop = loop;
        this.outlet = outlet;
        this.subscriptions = subscriptions;
        this.outcome = outcome;
    }

    public void subscribe(ClientMessage.Subscribe message) {
        loop.router().noticeIfOvertaken(); // first: what a topic begins with is told as a position, which must be known
        Grants grants = subscriptions.grant(message);
        grants.rejected().forEach(this::count);
        if (message.from() instanceof StartingPoint.Now || grants.topics().isEmpty()) {
            subscriptions.subscribe(grants);
            reply(message, grants.outcome(), grants.customer());
        } else if (!replay(grants)) {
            subscriptions.giveUp(grants);
            return; // refused as a whole, and counted
        }
        outcome.subscribed(grants.topics().size(), grants.rejected());
    }

    private void count(Rejection rejection) {
        loop.metrics().clientError(rejection.code().text());
        if (rejection.code() == ErrorCode.TOO_MANY_TOPICS) {
            loop.metrics().limitReached(Limit.TOPICS);
        }
    }

    /** Begins a replay; false if the message is refused because of where it wants to begin, or of what that costs. */
    private boolean replay(Grants grants) {
        ClientMessage.Subscribe message = grants.message();
        UUID customer = grants.customer();
        if (customer == null) {
            refuseSequence(message, "topics: of several customers (expected: of one, with after, last or snapshot)");
            return false;
        }
        Limit reached = outlet.account().tryTake(Cost.REPLAYS, 1);
        if (reached != null) {
            refuseCost(message, List.of(), reached);
            return false;
        }
        ReplayStart.Reply reply = replyTo(message, customer);
        ReplayStart start = new ReplayStart(loop, outlet, subscriptions, subscriptions.feed(customer), grants, reply);
        if (message.from() instanceof StartingPoint.After after) {
            start.after(after.sequence());
        } else if (message.from() instanceof StartingPoint.Last last) {
            start.last(last.count());
        } else {
            start.snapshot();
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

    private ReplayStart.Reply replyTo(ClientMessage.Subscribe message, UUID customer) {
        return new ReplayStart.Reply() {
            @Override
            public void subscribed(SubscribeOutcome found) {
                reply(message, found, customer);
            }

            @Override
            public void overBudget(List<String> topics, Limit limit) {
                refuseCost(message, topics, limit);
            }

            @Override
            public void bounded(Limit limit) {
                loop.metrics().limitReached(limit);
            }

            @Override
            public void unavailable(List<String> topics) {
                refuseForNow(message, "the log cannot be read at this time, subscribe again later", topics, null);
            }

            @Override
            public void ahead(Sequence position, List<String> topics) {
                loop.metrics().limitReached(Limit.POSITION_WAIT);
                refuseForNow(
                        message,
                        "after: " + position + " (expected: a sequence that was sent; this node has not got there yet,"
                                + " subscribe again later)",
                        topics,
                        Limit.POSITION_WAIT);
            }
        };
    }

    private void refuseForNow(
            ClientMessage.Subscribe message, String reason, List<String> topics, @Nullable Limit limit) {
        loop.metrics().clientError(ErrorCode.UNAVAILABLE.text());
        outcome.unavailable(ServerMessages.error(message.id(), ErrorCode.UNAVAILABLE, reason, topics, limit));
    }

    /** @param customer to whom the topics belong; null if they are of several, or none */
    private void reply(ClientMessage.Subscribe message, SubscribeOutcome found, @Nullable UUID customer) {
        if (message.id() != null) {
            Sequence sequence = customer == null ? subscriptions.sequence() : subscriptions.sequence(customer);
            outcome.tell(
                    ServerMessages.subscribed(message.id(), found, sequence).at(subscriptions.position()));
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
