package dev.ringdown.tests;

import static org.awaitility.Awaitility.await;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Bus;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.Patience;
import dev.ringdown.tests.support.RunningBroker;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/**
 * How many events a second come through the queue, and how much later than by HTTP. No test, so it runs only when it is
 * named: {@code mvn -pl tests -am test -Dtest=RabbitmqMeasurement -Dsurefire.failIfNoSpecifiedTests=false}. It tells, and
 * asserts nothing.
 */
class RabbitmqMeasurement {
    private static final int EVENTS = 50_000;
    private static final int WARM_UP = 2_000;
    private static final int ONE_BY_ONE = 3_000;

    private final Agent admin = Agent.admin();

    @Test
    void howManyEventsASecond() {
        String log = "log.dir=" + LogFolders.next();
        try (RunningBroker broker = RunningBroker.plain().started();
                Bus bus = new Bus(broker)) {
            String uri = "source.rabbitmq.uri=" + broker.uri();
            RunningServer first = RunningServer.start(log, uri);
            await().atMost(Patience.LIMIT).until(() -> first.publisher().metric("ringdown_rabbitmq_connected") == 1);
            first.kill();
            bus.publishAll(calls());

            try (RunningServer second = RunningServer.start(log, uri)) {
                await().atMost(Patience.COLD_START)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> second.publisher().metric("ringdown_events_total") > 0);
                double before = second.publisher().metric("ringdown_events_total");
                long beganNanos = System.nanoTime();
                await().atMost(Patience.COLD_START)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> second.publisher().metric("ringdown_events_total") == EVENTS);
                double seconds = (System.nanoTime() - beganNanos) / 1e9;
                tell("%d events in %.2f s: %.0f events/s", EVENTS, seconds, (EVENTS - before) / seconds);
            }
        }
    }

    private List<TestEvent> calls() {
        List<TestEvent> calls = new ArrayList<>(EVENTS);
        for (int i = 0; i < EVENTS; i++) {
            calls.add(TestEvent.call("created", admin));
        }
        return calls;
    }

    @Test
    void howMuchLaterThanByHttp() {
        try (RunningBroker broker = RunningBroker.plain().started();
                RunningServer server = RunningServer.start("source.rabbitmq.uri=" + broker.uri());
                Bus bus = new Bus(broker)) {
            await().atMost(Patience.LIMIT).until(() -> server.publisher().metric("ringdown_rabbitmq_connected") == 1);
            Subscriber subscriber = server.connect(admin).subscribe("call");
            oneByOne(WARM_UP, bus::publish, subscriber);
            oneByOne(WARM_UP, server::publish, subscriber);
            tell("by the queue: %s", oneByOne(ONE_BY_ONE, bus::publish, subscriber));
            tell("by HTTP:      %s", oneByOne(ONE_BY_ONE, server::publish, subscriber));
        }
    }

    /** From before an event is published until a subscriber has it, the next one after that. */
    private String oneByOne(int events, Consumer<TestEvent> publish, Subscriber subscriber) {
        List<Long> nanos = new ArrayList<>(events);
        for (int i = 0; i < events; i++) {
            TestEvent event = TestEvent.call("created", admin);
            long beganNanos = System.nanoTime();
            publish.accept(event);
            subscriber.next();
            nanos.add(System.nanoTime() - beganNanos);
        }
        Collections.sort(nanos);
        return String.format(
                Locale.ROOT,
                "p50 %.2f ms, p99 %.2f ms",
                nanos.get(events / 2) / 1e6,
                nanos.get(events * 99 / 100) / 1e6);
    }

    private static void tell(String text, Object... values) {
        System.out.printf(Locale.ROOT, text + "%n", values);
    }
}
