package dev.ringdown.server;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.source.rabbitmq.RabbitmqMeters;
import dev.ringdown.source.rabbitmq.RabbitmqOptions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The meters of the RabbitMQ from which events are taken. Thread-safe. */
final class RabbitmqMetrics implements RabbitmqMeters {
    private final MeterRegistry registry;
    private final GatewayMetrics metrics;
    private final Counter messages;
    private final Counter appendsFailed;
    private final Counter lost;
    private final AtomicLong connected;
    private final AtomicLong unacknowledged;
    private final AtomicLong waiting;
    private final AtomicLong deadLetters;

    RabbitmqMetrics(MeterRegistry registry, GatewayMetrics metrics, RabbitmqOptions options) {
        this.registry = registry;
        this.metrics = metrics;
        messages = Counter.builder("ringdown.rabbitmq.messages")
                .description("messages taken from the queue; each event comes once for each of its scopes")
                .register(registry);
        appendsFailed = Counter.builder("ringdown.rabbitmq.append.failures")
                .description("times that the log did not take what the queue had; it is tried again")
                .register(registry);
        lost = Counter.builder("ringdown.rabbitmq.connection.failures")
                .description("times that the connection to the broker was lost or could not be made")
                .register(registry);
        connected = gauge("ringdown.rabbitmq.connected", "1 while messages can come, else 0");
        unacknowledged = gauge("ringdown.rabbitmq.unacknowledged", "messages taken that are not in the log yet");
        waiting = gauge("ringdown.rabbitmq.queue.messages", "messages that wait in the queue, as last seen");
        deadLetters = gauge("ringdown.rabbitmq.dead.letters", "messages in the dead-letter queue, as last seen");
        Gauge.builder("ringdown.rabbitmq.queue.max.messages", options::maxLength)
                .description("messages that the queue holds at most")
                .register(registry);
    }

    private AtomicLong gauge(String name, String description) {
        AtomicLong value = new AtomicLong();
        Gauge.builder(name, value, AtomicLong::get).description(description).register(registry);
        return value;
    }

    @Override
    public void connected(boolean now) {
        connected.set(now ? 1 : 0);
    }

    @Override
    public void taken() {
        messages.increment();
    }

    @Override
    public void unacknowledged(int now) {
        unacknowledged.set(now);
    }

    @Override
    public void unreadable(InvalidEventException why) {
        Counter.builder("ringdown.rabbitmq.unreadable")
                .description("messages that could not be read and went to the dead-letter queue, by reason")
                .tag("reason", why.kind().name().toLowerCase(Locale.ROOT))
                .register(registry)
                .increment();
    }

    @Override
    public void appendFailed() {
        appendsFailed.increment();
    }

    @Override
    public void lost() {
        lost.increment();
    }

    @Override
    public void depths(long waitingNow, long deadLettersNow) {
        waiting.set(waitingNow);
        deadLetters.set(deadLettersNow);
    }

    @Override
    public void full(Limit limit) {
        metrics.limitReached(limit);
    }
}
