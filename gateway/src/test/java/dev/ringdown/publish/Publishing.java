package dev.ringdown.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.InternalKeys;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.log.Sequence;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** A publisher, the endpoint, and a log in memory behind it. Confined to the test. */
public final class Publishing {
    public static final String KEY = "publisher-key-of-the-pbx";
    static final String OTHER_KEY = "publisher-key-of-the-crm";
    static final String ADMIN_KEY = "admin-key-of-the-support-desk";

    /** A small event of VoIPBin's form; single quotes stand for double ones. */
    public static final String CALL = "{'type':'call_created','data':{'id':'5371e9db-0000-4000-8000-000000000001',"
            + "'customer_id':'5013bc52-da9a-11ee-844f-2fa34248de28'}}";

    final PublishedLog log = new PublishedLog();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ManualLoop time = new ManualLoop();
    private final Map<String, String> headers = new HashMap<>();
    private final Set<String> repeated = new HashSet<>();
    private final PublishEndpoint endpoint;
    private final BodyBudget bodies;

    private int ids;

    public Publishing() {
        this(0);
    }

    Publishing(int eventsPerSecond) {
        this(
                eventsPerSecond,
                new Authenticator(null, new AccessKeys(List.of(), new MutableClock()), Set.of()),
                Runnable::run);
    }

    /** One whose customers have budgets. */
    Publishing(CustomerRates.Maxima customers) {
        this(
                0,
                customers,
                new Authenticator(null, new AccessKeys(List.of(), new MutableClock()), Set.of()),
                Runnable::run);
    }

    Publishing(int eventsPerSecond, Authenticator authenticator, Executor authExecutor) {
        this(eventsPerSecond, CustomerRates.Maxima.NONE, authenticator, authExecutor);
    }

    private Publishing(
            int eventsPerSecond, CustomerRates.Maxima customers, Authenticator authenticator, Executor authExecutor) {
        EventDecoder decoder = new EventDecoder(
                new RoutingTable(RoutingTable.VOIPBIN, 256),
                1024,
                20,
                Sequence.WIDTH,
                () -> "id-" + ++ids,
                new MutableClock());
        GatewayMetrics metrics = new GatewayMetrics(meters);
        endpoint = new PublishEndpoint(
                new InternalKeys(
                        new AdminKeys(Map.of("support", ADMIN_KEY)),
                        new PublisherKeys(Map.of("pbx", KEY, "crm", OTHER_KEY))),
                authenticator,
                authExecutor,
                new WayIn(
                        decoder,
                        new dev.ringdown.publishing.Publishing(
                                log, metrics, new CustomerRates(customers, time::nanoTime)),
                        new PublishOptions(1024, 20, 3, eventsPerSecond)),
                metrics);
        bodies = new BodyBudget(
                new BodyBudget.Bounds(Limit.BODY_BYTES_PER_PUBLISHER, 1100, Limit.BODY_BYTES, 2000), metrics);
        authorization("Bearer " + KEY);
    }

    /** What may be under way of lines: 1100 bytes of each, 2000 of all. */
    public BodyBudget bodies() {
        return bodies;
    }

    public PublishEndpoint endpoint() {
        return endpoint;
    }

    public PublishedLog log() {
        return log;
    }

    /** A stream of lines of this publisher. */
    LineStream stream(LineStream.Sink sink) {
        Request head = new Request("POST", "/v1.0/events", "", Map.copyOf(headers), new byte[0], time.nanoTime());
        return requireNonNull(endpoint.stream(head, bodies, sink));
    }

    Publishing authorization(String value) {
        return header("authorization", value);
    }

    Publishing anonymous() {
        headers.remove("authorization");
        return this;
    }

    Publishing header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** The header came more than once. */
    Publishing repeated(String name) {
        repeated.add(name);
        return this;
    }

    void advance(Duration duration) {
        time.advance(duration);
    }

    CompletableFuture<Answer> send(String contentType, String body) {
        return sendBytes(contentType, body.replace('\'', '"').getBytes(UTF_8));
    }

    CompletableFuture<Answer> sendBytes(String contentType, byte[] body) {
        header("content-type", contentType);
        return endpoint.publish(new Request(
                        "POST", "/v1.0/events", "", Map.copyOf(headers), Set.copyOf(repeated), body, time.nanoTime()))
                .toCompletableFuture();
    }

    /** Sends, and expects this status and body; single quotes stand for double ones. */
    void assertAnswer(String contentType, String body, int status, String answer) {
        Answer got = send(contentType, body).join();
        assertThat(text(got)).isEqualTo(answer.replace('\'', '"'));
        assertThat(got.status()).isEqualTo(status);
    }

    /** Sends, and expects to be refused with this status and detail. */
    Answer assertRefused(String contentType, String body, int status, String detail) {
        Answer got = send(contentType, body).join();
        assertThat(text(got)).contains("\"status\":" + status + ",\"detail\":\"" + detail);
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.contentType()).isEqualTo("application/problem+json");
        return got;
    }

    double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counter().count();
    }

    static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }
}
