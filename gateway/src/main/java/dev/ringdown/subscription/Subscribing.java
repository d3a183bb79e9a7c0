package dev.ringdown.subscription;

import dev.ringdown.limits.Cost;
import dev.ringdown.log.Located;
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
        Grants grants = subscriptions.grant(message);
        grants.rejected().forEach(this::count);
        if (message.from() instanceof StartingPoint.Now || grants.topics().isEmpty()) {
            subscriptions.subscribe(grants);
            reply(message, grants.outcome());
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
        Located located = null;
        if (message.from() instanceof StartingPoint.After after) {
            located = loop.reads().log().locate(after.sequence());
            if (located == null) {
                refuseSequence(message, "after: " + after.sequence() + " (expected: a sequence that was sent)");
                return false;
            }
        }
        Limit reached = outlet.account().tryTake(Cost.REPLAYS, 1);
        if (reached != null) {
            refuseCost(message, List.of(), reached);
            return false;
        }
        ReplayStart start =
                new ReplayStart(loop, outlet, subscriptions, subscriptions.feed(customer), grants, replyTo(message));
        if (message.from() instanceof StartingPoint.After after && located != null) {
            start.after(after.sequence(), located);
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

    private ReplayStart.Reply replyTo(ClientMessage.Subscribe message) {
        return new ReplayStart.Reply() {
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
                loop.metrics().limitReached(limit);
            }

            @Override
            public void unavailable(List<String> topics) {
                loop.metrics().clientError(ErrorCode.UNAVAILABLE.text());
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
            outcome.tell(ServerMessages.subscribed(message.id(), found, subscriptions.sequence())
                    .at(subscriptions.position()));
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
