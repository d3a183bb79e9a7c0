package dev.ringdown.tests.support;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * One call whose numbered updates are published in order on a thread of its own, with a message that nobody can read after
 * every fiftieth. What the broker has not confirmed is published again, so it may be there twice. Thread-safe.
 */
public final class CallOnTheBus implements AutoCloseable {
    private static final int UPDATES_PER_POISON = 50;

    private final RunningBroker broker;
    private final Agent owner;
    private final String id = UUID.randomUUID().toString();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicInteger poison = new AtomicInteger();
    private volatile boolean closed;

    /** A call of this agent. */
    public CallOnTheBus(RunningBroker broker, Agent owner) {
        this.broker = broker;
        this.owner = owner;
    }

    /** Begins to publish updates 1 to {@code updates}. */
    public void publish(int updates) {
        Thread thread = new Thread(() -> publishUntil(updates), "call on the bus");
        thread.setDaemon(true);
        thread.start();
    }

    private void publishUntil(int updates) {
        while (published.get() < updates && !closed) {
            try (Bus bus = connected()) {
                while (published.get() < updates && !closed) {
                    publishNext(bus);
                }
            } catch (Bus.LostException e) {
                // the next one goes on with what was not confirmed
            }
        }
    }

    /** A connection, once there is a broker. */
    private Bus connected() {
        return Awaitility.await("a broker")
                .atMost(Patience.COLD_START)
                .ignoreExceptionsInstanceOf(Bus.LostException.class)
                .until(() -> new Bus(broker), bus -> true);
    }

    private void publishNext(Bus bus) {
        int number = published.get() + 1;
        bus.publish(TestEvent.of("call_updated", owner.customer())
                .with("id", id)
                .with("n", number)
                .ownedBy(owner));
        if (number % UPDATES_PER_POISON == 0) {
            bus.publish("customer_id." + owner.customer() + ".call.call_updated." + id, "unreadable " + number);
            poison.incrementAndGet();
        }
        published.set(number);
    }

    /** Waits until the broker has confirmed so many updates. */
    public void awaitPublished(int updates) {
        Awaitility.await(updates + " updates are published")
                .atMost(Patience.COLD_START)
                .until(() -> published.get() >= updates);
    }

    /** How many messages that nobody can read the broker has confirmed so far. */
    public int poison() {
        return poison.get();
    }

    @Override
    public void close() {
        closed = true;
    }
}
