package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** Where the agents of one customer work and its callers wait. Confined to the thread of its world. */
final class Floor {
    private final DemoCustomer customer;
    private final World world;
    private final UUID flowId;
    private final UUID widgetId;
    private final List<Desk> desks;
    private final List<QueueBook> queues;
    private final Deque<InboundCall> line = new ArrayDeque<>(); // first is who has waited longest

    Floor(DemoCustomer customer, World world) {
        this.customer = requireNonNull(customer, "customer");
        this.world = requireNonNull(world, "world");
        this.flowId = world.chance().id();
        this.widgetId = world.chance().id();
        this.desks =
                customer.agents().stream().map(agent -> new Desk(this, agent)).toList();
        this.queues = customer.queues().stream()
                .map(queue -> new QueueBook(this, queue))
                .toList();
    }

    DemoCustomer customer() {
        return customer;
    }

    World world() {
        return world;
    }

    /** The flow that answers this customer's calls. */
    UUID flowId() {
        return flowId;
    }

    /** The chat on this customer's page. */
    UUID widgetId() {
        return widgetId;
    }

    List<Desk> desks() {
        return desks;
    }

    List<QueueBook> queues() {
        return queues;
    }

    /** Who can take a call now. */
    List<Desk> free() {
        return where(Desk::isFree);
    }

    /** Who reads messages now, on the phone or not. */
    List<Desk> present() {
        return where(Desk::isPresent);
    }

    private List<Desk> where(Predicate<Desk> predicate) {
        return desks.stream().filter(predicate).toList();
    }

    /** A caller waits from now on; if an agent is free, not even a moment. */
    void join(InboundCall call) {
        line.addLast(call);
        serveNext();
    }

    /** A caller gives up; false if the call was connected before. */
    boolean leave(InboundCall call) {
        return line.remove(call);
    }

    /** Connects whom it can. */
    void serveNext() {
        List<Desk> free = free();
        if (!line.isEmpty() && !free.isEmpty()) {
            line.removeFirst().connect(world.chance().oneOf(free));
        }
    }
}
