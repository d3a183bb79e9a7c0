package dev.ringdown.demo;

/**
 * A queue as its events show it: how many callers came to it, were served, and gave up. Confined to the thread of its
 * world.
 *
 * <p>It and its {@link Floor} know each other: a floor has its queues, and each shows itself in the world of the floor.
 */
final class QueueBook {
    private final DemoQueue queue;
    private final Resource resource;

    private int incoming;
    private int serviced;
    private int abandoned;

    QueueBook(Floor floor, DemoQueue queue) {
        this.queue = queue;
        this.resource = new Resource(floor.world(), "queue", queue.id(), queue.customerId())
                .set("name", queue.name())
                .set("detail", "")
                .set("routing_method", "random")
                .set("wait_timeout", 0)
                .set("service_timeout", 0);
        count();
    }

    DemoQueue queue() {
        return queue;
    }

    /** The queue is there from now on, and nobody has come to it. */
    void open(Lifecycle lifecycle) {
        lifecycle.publish(resource, "created");
    }

    /** Somebody begins to wait. */
    void onIncoming(Lifecycle lifecycle) {
        incoming++;
        tell(lifecycle);
    }

    /** Somebody who waited is talking to an agent. */
    void onServiced(Lifecycle lifecycle) {
        serviced++;
        tell(lifecycle);
    }

    /** Somebody who waited gave up. */
    void onAbandoned(Lifecycle lifecycle) {
        abandoned++;
        tell(lifecycle);
    }

    private void tell(Lifecycle lifecycle) {
        count();
        lifecycle.publish(resource, "updated");
    }

    private void count() {
        resource.set("total_incoming_count", incoming)
                .set("total_serviced_count", serviced)
                .set("total_abandoned_count", abandoned);
    }
}
