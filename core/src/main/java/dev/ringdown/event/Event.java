package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.Topics;
import java.util.UUID;

/**
 * Something that happened, as it was published: already written as it will be sent, but for its place in the log.
 * Immutable.
 *
 * @param customer the unit of order: events of one customer reach everybody in one order
 * @param name tells it from every other event
 * @param type {@code <resource>_<action>}, such as {@code call_hangup}
 * @param topics where it belongs
 * @param moment whether nothing lives on after it, so that it is not the state of a resource
 * @param json the message that receivers get, with a hole where the sequence goes
 * @param receivedNanos {@link System#nanoTime()} when the gateway had received it, for latency
 * @param copy whether it is one of several, each of which may have scopes that the others have not
 */
public record Event(
        UUID customer,
        EventName name,
        String type,
        Topics topics,
        boolean moment,
        EventJson json,
        long receivedNanos,
        boolean copy) {
    /** One of which there are no copies, so that one of the same name is the same. */
    public Event(
            UUID customer,
            EventName name,
            String type,
            Topics topics,
            boolean moment,
            EventJson json,
            long receivedNanos) {
        this(customer, name, type, topics, moment, json, receivedNanos, false);
    }

    public Event {
        requireNonNull(customer, "customer");
        requireNonNull(name, "name");
        requireNonNull(type, "type");
        requireNonNull(topics, "topics");
        requireNonNull(json, "json");
    }
}
