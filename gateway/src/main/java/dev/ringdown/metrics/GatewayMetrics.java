package dev.ringdown.metrics;

import static java.util.Objects.requireNonNull;

import dev.ringdown.log.LogMeters;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publishing.PublishMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** The meters of the gateway, and those that its log asks for. Thread-safe. */
public final class GatewayMetrics implements PublishMeters, LogMeters {
    /** The transports of sessions. */
    public static final String WEBSOCKET = "websocket";

    public static final String SSE = "sse";

    private final MeterRegistry registry;
    private final LimitNotices limitNotices = new LimitNotices(System::nanoTime);
    private final Map<String, AtomicInteger> sessionsByTransport =
            Map.of(WEBSOCKET, new AtomicInteger(), SSE, new AtomicInteger());
    private final LoopLags lags;
    private final Counter events;
    private final Counter duplicates;
    private final Counter deliveries;
    private final Counter caughtUp;
    private final Counter fellBehind;
    private final Counter typeTests;
    private final AtomicLong waitingFromLog = new AtomicLong();
    private final Counter messagesWaited;
    private final Timer publishToWrite;
    private final DistributionSummary eventsPerDrain;

    public GatewayMetrics(MeterRegistry registry) {
        this.registry = registry;
        sessionsByTransport.forEach(
                (transport, sessions) -> Gauge.builder("ringdown.sessions", sessions, AtomicInteger::get)
                        .description("open sessions, by transport")
                        .tag("transport", transport)
                        .register(registry));
        lags = new LoopLags(registry);
        events = Counter.builder("ringdown.events")
                .description("events appended to the log")
                .register(registry);
        duplicates = Counter.builder("ringdown.events.duplicate")
                .description("events published again within the duplicate window and not stored twice")
                .register(registry);
        deliveries = Counter.builder("ringdown.deliveries")
                .description("events written to sessions")
                .register(registry);
        caughtUp = Counter.builder("ringdown.deliveries.caught.up")
                .description("events written to sessions from the log, replayed or after falling behind")
                .register(registry);
        fellBehind = Counter.builder("ringdown.sessions.fell.behind")
                .description("times that a session left live delivery because its socket did not drain")
                .register(registry);
        typeTests = Counter.builder("ringdown.type.tests")
                .description("times that the type of an event was held against what clients asked for by types")
                .register(registry);
        messagesWaited = Counter.builder("ringdown.messages.waited")
                .description("messages of clients that waited for their turn, since others had used up the round")
                .register(registry);
        publishToWrite = Timer.builder("ringdown.publish.to.write")
                .description("from a publish request read to its event written and flushed on an event loop")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofNanos(100_000))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        eventsPerDrain = DistributionSummary.builder("ringdown.events.per.drain")
                .description("events that an event loop wrote together")
                .register(registry);
        holds("catch-up-bytes", waitingFromLog::get);
    }

    /** Where one more event loop notes how far its sessions are behind. */
    public LoopLag loopLag() {
        return lags.another();
    }

    /** Tells how many sockets of the public port are open; asked with each scrape. */
    public void connections(Supplier<Number> open) {
        Gauge.builder("ringdown.connections", open)
                .description("open sockets of the public port, upgraded or not")
                .register(registry);
    }

    /** A session began; {@code transport} is one of those above. */
    public void sessionOpened(String transport) {
        sessions(transport).incrementAndGet();
    }

    public void sessionClosed(String transport) {
        sessions(transport).decrementAndGet();
    }

    private AtomicInteger sessions(String transport) {
        return requireNonNull(sessionsByTransport.get(transport), transport);
    }

    /**
     * A session ended with this close code; 1005 and 1006 as in RFC 6455 section 7.4.1. Of codes that mean nothing here there is
     * one number for all.
     */
    public void closed(String transport, int code) {
        increment(
                "ringdown.closes",
                "sessions that ended, by transport and close code",
                "transport",
                transport,
                "code",
                CloseCodes.label(code));
    }

    /** A request was refused with an HTTP status; {@code port} is {@code public} or {@code internal}. */
    public void refused(String port, int status) {
        increment(
                "ringdown.refusals",
                "requests refused, by port and HTTP status",
                "port",
                port,
                "status",
                Integer.toString(status));
    }

    /** A connection of a trusted proxy was closed because it did not say whose it is. */
    public void proxyHeaderRefused() {
        increment(
                "ringdown.proxy.headers.refused",
                "connections of trusted proxies closed for a missing or wrong PROXY header");
    }

    /**
     * A webhook was answered.
     *
     * @param webhook its name in the configuration; empty: of none that there is
     * @param outcome one word, such as {@code stored}
     */
    public void webhook(String webhook, String outcome) {
        increment("ringdown.webhooks", "webhooks, by name and outcome", "webhook", webhook, "outcome", outcome);
    }

    /** An operator's request about sessions was answered; {@code action} is one word, such as {@code list}. */
    public void adminRequest(String action, int status) {
        increment(
                "ringdown.admin.requests",
                "requests of operators about sessions, by action and HTTP status",
                "action",
                action,
                "status",
                Integer.toString(status));
    }

    /** The platform was asked about an access key; {@code outcome} is {@code accepted}, {@code refused} or {@code failed}. */
    public void keyLookedUp(String outcome) {
        increment(
                "ringdown.access.key.lookups", "access keys looked up at the platform, by outcome", "outcome", outcome);
    }

    /** The key set of {@code auth.jwt.jwks} was asked for, with this outcome. */
    public void keySetFetched(String outcome) {
        increment("ringdown.key.set.fetches", "requests for the key set of tokens, by outcome", "outcome", outcome);
    }

    /** A client's message, or a topic of it, was refused with this error code. */
    public void clientError(String code) {
        increment(
                "ringdown.client.errors",
                "messages of clients, or topics in them, refused, by error code",
                "code",
                code);
    }

    @Override
    public void limitReached(Limit limit) {
        increment(
                "ringdown.limits.reached",
                "times that a limit turned something away, by its key",
                "limit",
                limit.key());
        limitNotices.reached(limit);
    }

    /** Tells how much of something clients make the gateway hold, all of the node together; asked with each scrape. */
    public void holds(String what, Supplier<Number> amount) {
        Gauge.builder("ringdown.held", amount)
                .description("what clients make the gateway hold at this time, by what it is")
                .tag("what", what)
                .register(registry);
    }

    private void increment(String name, String description, String... tags) {
        Counter.builder(name)
                .description(description)
                .tags(tags)
                .register(registry)
                .increment();
    }

    @Override
    public void appended(int count, int duplicateCount) {
        events.increment(count);
        duplicates.increment(duplicateCount);
    }

    @Override
    public Count count(String name, String description) {
        Counter counter = Counter.builder(name).description(description).register(registry);
        return counter::increment;
    }

    @Override
    public Timing timing(String name, String description) {
        Timer timer = Timer.builder(name).description(description).register(registry);
        return nanos -> timer.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void gauge(String name, String description, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble).description(description).register(registry);
    }

    @Override
    public void gauge(String name, String description, String label, String of, DoubleSupplier value) {
        Gauge.builder(name, value::getAsDouble)
                .description(description)
                .tag(label, of)
                .register(registry);
    }

    public void drained(int entries, long deliveryCount) {
        eventsPerDrain.record(entries);
        deliveries.increment(deliveryCount);
    }

    /** A message of a client waits for its turn. */
    public void messageWaited() {
        messagesWaited.increment();
    }

    /** Types of events were held against what clients asked for by types. */
    public void typesTested(long count) {
        if (count > 0) {
            typeTests.increment(count);
        }
    }

    public void caughtUp(int entries) {
        deliveries.increment(entries);
        caughtUp.increment(entries);
    }

    /** So much more of what comes from the log waits for sockets; less, if it is negative. */
    public void waitsFromLog(long bytes) {
        waitingFromLog.addAndGet(bytes);
    }

    public void fellBehind() {
        fellBehind.increment();
    }

    /** A client was told that events are gone; {@code reason} as in {@code gap}. */
    public void gap(String reason) {
        increment("ringdown.gaps", "times that a client was told that events are gone, by reason", "reason", reason);
    }

    public void written(long nanosSinceReceived) {
        publishToWrite.record(nanosSinceReceived, TimeUnit.NANOSECONDS);
    }
}
