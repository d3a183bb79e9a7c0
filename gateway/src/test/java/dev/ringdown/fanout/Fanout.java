package dev.ringdown.fanout;

import static dev.ringdown.testing.People.CUSTOMER;

import dev.ringdown.routing.Interest;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.testing.EntryEncoder;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A router over a real tail, without sessions. Confined to the test. */
final class Fanout {
    final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    final LoopRouter router = gateway.router();
    final EntryEncoder encoder = gateway.encoder();

    Interest subscribe(FakeReceiver receiver, String resource) {
        return subscribe(receiver, resource, null);
    }

    Interest subscribe(FakeReceiver receiver, String resource, @Nullable String id) {
        return router.subscribe(receiver, new TopicFilter(Scope.CUSTOMER, CUSTOMER, resource, id), TypeFilter.ALL);
    }

    Interest subscribeTyped(FakeReceiver receiver, String resource, String type) {
        return router.subscribe(
                receiver, new TopicFilter(Scope.CUSTOMER, CUSTOMER, resource, null), TypeFilter.of(List.of(type)));
    }

    /** Appends without letting the loop run. */
    void append(TestEvent... events) {
        gateway.append(events);
    }

    void appendMany(int count, TestEvent event) {
        for (int i = 0; i < count; i++) {
            gateway.append(event);
        }
    }

    void publish(TestEvent... events) {
        gateway.publish(events);
    }

    double limitReached(String key) {
        return gateway.limitReached(key);
    }

    /** How often something was measured. */
    long measured(String meter) {
        return gateway.measured(meter);
    }

    double count(String meter) {
        return gateway.total(meter);
    }
}
