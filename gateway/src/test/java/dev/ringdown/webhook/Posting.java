package dev.ringdown.webhook;

import static dev.ringdown.testing.People.CUSTOMER;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ringdown.event.EventDecoder;
import dev.ringdown.event.RoutingTable;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.log.Sequence;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.CustomerRates;
import dev.ringdown.publish.PublishOptions;
import dev.ringdown.publish.PublishedLog;
import dev.ringdown.publish.WayIn;
import dev.ringdown.publishing.Publishing;
import dev.ringdown.testing.MutableClock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.IntStream;

/**
 * VoIPBin, the webhooks, and a log in memory behind them. An event has at most 160 bytes, those of one webhook 300,
 * all bodies together 400. Confined to the test.
 */
public final class Posting {
    public static final int MAX_BODY_BYTES = 160;
    /** Of one address in a minute; the clock stands still. */
    static final int MAX_BAD_SIGNATURES = 5;

    /** Where all comes from that a test does not send over a connection. */
    static final ClientAddress CLIENT = new ClientAddress("203.0.113.7", new ClientNetwork(7));

    public static final String PATH = "/v1.0/webhooks/voipbin/pbx";

    private final PublishedLog log = new PublishedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final Map<String, String> headers = new HashMap<>();
    private final Webhooks webhooks;

    public Posting() {
        this(0, Runnable::run);
    }

    Posting(int eventsPerSecond, Executor executor) {
        this(eventsPerSecond, CustomerRates.Maxima.NONE, executor);
    }

    Posting(int eventsPerSecond, CustomerRates.Maxima customers, Executor executor) {
        EventDecoder decoder = new EventDecoder(
                new RoutingTable(RoutingTable.VOIPBIN, 256),
                MAX_BODY_BYTES,
                20,
                Sequence.WIDTH,
                () -> "generated-id",
                new MutableClock());
        webhooks = new Webhooks(
                List.of(new Webhook("pbx", CUSTOMER, Signed.SECRET), new Webhook("crm", CUSTOMER, Signed.SECRET)),
                executor,
                new WayIn(
                        decoder,
                        new Publishing(log, metrics, new CustomerRates(customers, () -> 0)),
                        new PublishOptions(MAX_BODY_BYTES, 20, 1, eventsPerSecond)),
                new BodyBudget.Bounds(Limit.WEBHOOK_BYTES_PER_WEBHOOK, 300, Limit.WEBHOOK_BYTES, 400),
                new BadSignatures(MAX_BAD_SIGNATURES, metrics, () -> 0),
                metrics);
        header("content-type", "application/json");
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public PublishedLog log() {
        return log;
    }

    public GatewayMetrics metrics() {
        return metrics;
    }

    Posting header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    Posting without(String header) {
        headers.remove(header);
        return this;
    }

    CompletableFuture<Answer> post(Signed signed) {
        return post(PATH, signed.body(), signed.signature());
    }

    CompletableFuture<Answer> post(String path, String body, String signature) {
        header(Signature.HEADER, signature);
        byte[] bytes = body.getBytes(UTF_8);
        return webhooks.receive(new Request("POST", path, "", Map.copyOf(headers), bytes, 0), bytes.length, CLIENT)
                .toCompletableFuture();
    }

    /** So many with a signature that is none of theirs. */
    void postWrong(int times) {
        IntStream.range(0, times).forEach(i -> post(PATH, Signed.CALL.body(), "sha256=" + "0".repeat(64)));
    }

    /** The head of a request, without its body. */
    Request head(String method) {
        return new Request(method, PATH, "", Map.copyOf(headers), new byte[0], 0);
    }

    /** How many webhooks of this name ended so; 0 if none did. */
    public double ended(String webhook, String outcome) {
        return count("ringdown.webhooks", "webhook", webhook, "outcome", outcome);
    }

    public double count(String meter, String... tags) {
        Counter counter = meters.find(meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }
}
