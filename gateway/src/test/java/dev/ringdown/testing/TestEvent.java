package dev.ringdown.testing;

import static dev.ringdown.testing.People.AGENT_ID;
import static dev.ringdown.testing.People.CUSTOMER;
import static java.util.Objects.requireNonNull;

import dev.ringdown.event.Event;
import dev.ringdown.event.EventName;
import dev.ringdown.event.PlainJson;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Placed;
import dev.ringdown.log.Sequence;
import dev.ringdown.topic.InScope;
import dev.ringdown.topic.Parent;
import dev.ringdown.topic.Resource;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/**
 * An event that has not been published. Immutable.
 *
 * @param owner the agent who gets it too
 * @param parents to what it belongs besides
 * @param late whether it is a copy for the owner alone, after one for the customer
 */
public record TestEvent(
        UUID customer, UUID owner, String resource, String id, String type, List<Parent> parents, boolean late) {
    /** The epoch of the log in the tests. */
    public static final long EPOCH = 7;

    /** An event of the call {@code c1}, of {@link People#CUSTOMER} and {@link People#AGENT}. */
    public static TestEvent call(String action) {
        return of("call", action);
    }

    public static TestEvent of(String resource, String action) {
        return new TestEvent(
                CUSTOMER, AGENT_ID, resource, resource.charAt(0) + "1", resource + '_' + action, List.of(), false);
    }

    /** The same event of another resource of its kind. */
    public TestEvent id(String otherId) {
        return new TestEvent(customer, owner, resource, otherId, type, parents, late);
    }

    public TestEvent customer(UUID otherCustomer) {
        return new TestEvent(otherCustomer, owner, resource, id, type, parents, late);
    }

    public TestEvent owner(UUID otherOwner) {
        return new TestEvent(customer, otherOwner, resource, id, type, parents, late);
    }

    /** The same event with parents, such as {@code queue:q1} or {@code queue}; no direct token hears it through them. */
    public TestEvent in(String... resources) {
        List<Parent> others = Arrays.stream(resources)
                .map(text -> new Parent(requireNonNull(Resource.parse(text)), false))
                .toList();
        return new TestEvent(customer, owner, resource, id, type, others, late);
    }

    /** A copy of the same event for its owner alone, which comes after one for the customer. */
    public TestEvent lateForOwner() {
        return new TestEvent(customer, owner, resource, id, type, parents, true);
    }

    private Topics topics() {
        Resource own = new Resource(resource, id);
        InScope ofCustomer = new InScope(Scope.CUSTOMER, customer);
        InScope ofOwner = new InScope(Scope.AGENT, owner);
        return late
                ? new Topics(List.of(ofOwner), own, parents, List.of(ofCustomer))
                : new Topics(List.of(ofCustomer, ofOwner), own, parents);
    }

    /** The event as it comes to the log. */
    Event published(String name, long receivedNanos) {
        return new Event(
                customer,
                new EventName("/test", name),
                type,
                topics(),
                false,
                PlainJson.of("{\"type\":\"" + type + "\",\"sequence\":\"", Sequence.WIDTH, "\"}"),
                receivedNanos);
    }

    /** The event at its place in the log. */
    public LogEntry at(long offset, long number, long nanos) {
        Sequence sequence = new Sequence(EPOCH, number);
        String json = "{\"type\":\"" + type + "\",\"sequence\":\"" + sequence + "\"}";
        return new LogEntry(
                new Placed(sequence, offset),
                new LogEntry.About(customer, new EventName("/test", Long.toString(offset)), type, topics(), false),
                json.getBytes(StandardCharsets.UTF_8),
                json.indexOf(sequence.toString()),
                MutableClock.START.toEpochMilli(),
                nanos);
    }
}
