package dev.ringdown.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.RoutingTable;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Account;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.Budgets;
import dev.ringdown.message.StreamReading;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.NodeContext;
import dev.ringdown.session.Session;
import dev.ringdown.session.SessionOptions;
import dev.ringdown.topic.TopicParser;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One event loop of a gateway: the real tail, router and sessions, between events that a test publishes and sockets
 * that it holds. Confined to the test.
 */
public final class TestGateway {
    /** As small as the tests want them. */
    public static final SessionOptions OPTIONS = new SessionOptions(
            65_536,
            5,
            3,
            20,
            100,
            Duration.ofSeconds(25),
            Duration.ofSeconds(20),
            Duration.ofSeconds(60),
            50,
            200,
            10,
            Duration.ofHours(24));

    /** Reads topics with VoIPBin's event types. */
    public static final TopicParser TOPICS = new TopicParser(new RoutingTable(RoutingTable.VOIPBIN, 256));

    /** Entries that the tail holds. */
    public static final int TAIL_ENTRIES = 1024;

    private final ManualLoop loop;
    private final MutableClock clock = new MutableClock();
    private final EntryEncoder encoder = new EntryEncoder();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestLog log = new TestLog(TAIL_ENTRIES);
    private final FakeTokens tokens = new FakeTokens();
    private final LoopRouter router;
    private final Accounts accounts;
    private final LoopSessions sessions;

    private int connections;
    private Predicate<Identity> revoked = identity -> false;

    public TestGateway(ManualLoop loop) {
        this(loop, OPTIONS);
    }

    public TestGateway(ManualLoop loop, SessionOptions options) {
        this(loop, options, loop::execute, Budgets.UNLIMITED);
    }

    /** One whose sessions may hold and do so much. */
    public TestGateway(ManualLoop loop, Budgets budgets) {
        this(loop, OPTIONS, loop::execute, budgets);
    }

    /** One whose disk does not answer. */
    public static TestGateway withSilentDisk(ManualLoop loop) {
        return new TestGateway(loop, OPTIONS, task -> {}, Budgets.UNLIMITED);
    }

    /** One in which nobody has time to read the log for a session. */
    public static TestGateway withoutReaders(ManualLoop loop) {
        return new TestGateway(
                loop,
                OPTIONS,
                task -> {
                    throw new RejectedExecutionException("full");
                },
                Budgets.UNLIMITED);
    }

    private TestGateway(ManualLoop loop, SessionOptions options, Executor readers, Budgets budgets) {
        this.loop = loop;
        GatewayMetrics metrics = new GatewayMetrics(meters);
        this.accounts = new Accounts(budgets, metrics, loop::nanoTime);
        this.router = new LoopRouter(loop, log.tail(), encoder, metrics);
        this.sessions = new LoopSessions(
                router,
                new NodeContext(
                        Reading.of(log.log(), readers, metrics),
                        options,
                        tokens,
                        TOPICS,
                        metrics,
                        clock,
                        identity -> revoked.test(identity)));
        log.tail().follow(router::wake);
    }

    /** Says whose credential was revoked; who is here stays until somebody closes what was. */
    public void revoke(Predicate<Identity> whose) {
        revoked = whose;
    }

    /** Opens a session without the subprotocol {@code ringdown.v1}: the server says nothing unasked. */
    public TestClient connect(Identity identity, FakeSocket socket) {
        return client(identity, socket, false);
    }

    /** Opens a session with {@code ringdown.v1}. */
    public TestClient connectWithNotices(Identity identity, FakeSocket socket) {
        return client(identity, socket, true);
    }

    /**
     * Opens an event stream, which must be one that the identity can have.
     *
     * @param query such as {@code topics=call&types=call_hangup}, with nothing in it encoded
     * @param lastEventId null for a client that comes for the first time
     */
    public Session stream(Identity identity, FakeSocket socket, String query, @Nullable String lastEventId) {
        StreamRequest request = (StreamRequest) read(query, lastEventId);
        assertThat(sessions.faultOf(request, identity)).isNull();
        Session session = sessions.stream("s" + ++connections, identity, socket, request, account(identity));
        socket.onWritable(session::onWritable);
        return session;
    }

    /** Reads the request for an event stream. */
    public StreamReading read(String query, @Nullable String lastEventId) {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            parameters
                    .computeIfAbsent(parameter.substring(0, equals), name -> new ArrayList<>())
                    .add(parameter.substring(equals + 1));
        }
        return sessions.read(parameters, lastEventId);
    }

    private Account account(Identity identity) {
        return accounts.open(identity.holderKey(), identity.customer());
    }

    /** What the sessions hold and do. */
    public Accounts accounts() {
        return accounts;
    }

    private TestClient client(Identity identity, FakeSocket socket, boolean notices) {
        Session session = sessions.open("s" + ++connections, identity, socket, notices, account(identity));
        socket.onWritable(session::onWritable);
        return new TestClient(session);
    }

    /** Tokens that clients send while they are connected. */
    public FakeTokens tokens() {
        return tokens;
    }

    /** Appends events together, as the log does: they are in the tail, and the loop is woken, but has not run. */
    public void append(TestEvent... events) {
        log.append(loop.nanoTime(), events);
    }

    /** Appends events together and lets the loop deliver them. */
    public void publish(TestEvent... events) {
        append(events);
        loop.runUntilIdle();
    }

    /** Lets time pass, second by second, with the sweep that a loop does in each. */
    public void advance(Duration time) {
        for (long second = 0; second < time.toSeconds(); second++) {
            loop.advance(Duration.ofSeconds(1));
            clock.advance(Duration.ofSeconds(1));
            sessions.sweep();
            loop.runUntilIdle();
        }
    }

    /** How often a limit was reached, or 0. */
    public double limitReached(String key) {
        return count("ringdown.limits.reached", "limit", key);
    }

    /** The value of a counter with one tag, or 0 if nothing was counted. */
    public double count(String meter, String tag, String value) {
        var counter = meters.find(meter).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    /** How often something was measured, whatever came out. */
    public long measured(String meter) {
        return (long) meters.get(meter).meter().measure().iterator().next().getValue();
    }

    /** The value of a counter without tags. */
    public double total(String meter) {
        return meters.get(meter).counter().count();
    }

    /** How much clients make the gateway hold of something. */
    public double held(String what) {
        return meters.get("ringdown.held").tag("what", what).gauge().value();
    }

    /** What a gauge without tags shows. */
    public double shown(String gauge) {
        return meters.get(gauge).gauge().value();
    }

    /** Open sessions over all transports. */
    public double sessionsOpen() {
        return meters.get("ringdown.sessions").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    /** Open sessions over one transport. */
    public double sessionsOpen(String transport) {
        return meters.get("ringdown.sessions")
                .tag("transport", transport)
                .gauge()
                .value();
    }

    public MutableClock clock() {
        return clock;
    }

    public EntryEncoder encoder() {
        return encoder;
    }

    public LoopRouter router() {
        return router;
    }

    public LoopSessions sessions() {
        return sessions;
    }

    public TestLog log() {
        return log;
    }
}
