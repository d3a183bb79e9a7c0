package dev.ringdown.subscription;

import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Decision;
import dev.ringdown.identity.Identity;
import dev.ringdown.log.Located;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.Rejection;
import dev.ringdown.message.StartingPoint;
import dev.ringdown.message.StreamFault;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.protocol.Limit;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Decides whether an identity can have an event stream, before there is a session that could tell it otherwise. Stateless. */
public final class StreamGranting {
    private StreamGranting() {}

    /**
     * Why nothing of a request could be subscribed at this moment, or null. A stream has one position, which its client comes
     * back with, so all of its topics belong to one customer.
     */
    public static @Nullable StreamFault faultOf(StreamRequest request, Identity identity, LoopContext loop) {
        ClientMessage.Subscribe message = request.message();
        Set<UUID> customers = new HashSet<>(2);
        Rejection first = null;
        boolean forbidden = false;
        for (String topic : message.topics()) {
            Decision decision = AccessPolicy.decide(identity, loop.topicParser().parse(topic));
            if (decision instanceof Decision.Allowed allowed) {
                customers.add(allowed.customer());
            } else if (decision instanceof Decision.Refused refused) {
                forbidden |= refused.code() == ErrorCode.FORBIDDEN;
                first = first == null ? Rejection.of(topic, refused) : first;
            }
        }
        if (customers.isEmpty() && first != null) {
            String more = message.topics().size() == 1
                    ? ""
                    : " (topics refused: " + message.topics().size() + ")";
            return new StreamFault(
                    forbidden ? StreamFault.Kind.FORBIDDEN : StreamFault.Kind.MALFORMED,
                    "topics: " + first.message() + more,
                    null);
        }
        if (customers.size() > 1) {
            return StreamFault.malformed("topics: of several customers (expected: of one, a stream for each)");
        }
        UUID customer = customers.iterator().next();
        return message.from() instanceof StartingPoint.After after
                        && loop.reads().log().locateAtOnce(customer, after.sequence()) instanceof Located.Ahead
                ? notYet(after.sequence())
                : null;
    }

    /** Its client waits as long as a session would, and comes back by itself. */
    private static StreamFault notYet(Sequence position) {
        return new StreamFault(
                StreamFault.Kind.UNAVAILABLE,
                "after or Last-Event-ID: " + position
                        + " (expected: a sequence that was sent; this node has not got there yet)",
                Limit.POSITION_WAIT);
    }
}
