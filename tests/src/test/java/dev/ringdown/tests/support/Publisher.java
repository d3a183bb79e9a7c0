package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Speaks to the internal port as publishers and operators do. Immutable. */
public final class Publisher {
    public static final String ENVELOPE = "application/json";
    public static final String CLOUD_EVENT = "application/cloudevents+json";
    public static final String CLOUD_EVENT_BATCH = "application/cloudevents-batch+json";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Patience.LIMIT)
            .build();

    private final URI address;
    private final String key;

    /** The place that the log gave an event. */
    public record Receipt(String id, String sequence) {
        static Receipt of(JsonNode json) {
            return new Receipt(json.path("id").asText(), json.path("sequence").asText());
        }
    }

    /** Speaks to this port with this credential. */
    public Publisher(URI address, String key) {
        this.address = address;
        this.key = key;
    }

    /** The same port with another credential. */
    public Publisher withKey(String otherKey) {
        return new Publisher(address, otherKey);
    }

    URI address() {
        return address;
    }

    /** Publishes in the form of VoIPBin's webhooks; it must be taken. */
    public Receipt publish(TestEvent event) {
        Contract.assertKept("envelope", Json.parse(event.envelope()));
        HttpAnswer answer = post(ENVELOPE, event.envelope());
        assertThat(answer.status()).as("answer %s", answer).isEqualTo(202);
        return Receipt.of(answer.json());
    }

    /** Publishes CloudEvents as one batch; all must be taken. */
    public List<Receipt> publishBatch(List<String> cloudEvents) {
        cloudEvents.forEach(event -> Contract.assertKept("published-event", Json.parse(event)));
        HttpAnswer answer = post(CLOUD_EVENT_BATCH, "[" + String.join(",", cloudEvents) + "]");
        assertThat(answer.status()).as("answer %s", answer).isEqualTo(202);
        return receipts(answer);
    }

    /** The places in the answer to a batch. */
    public static List<Receipt> receipts(HttpAnswer answer) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(Receipt::of)
                .collect(Collectors.toList());
    }

    /** Posts to {@code /v1.0/events}; further headers are {@code name, value, name, value}. */
    public HttpAnswer post(String contentType, String body, String... headers) {
        HttpRequest.Builder request = request("/v1.0/events")
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        HttpAnswer answer = send(headers.length == 0 ? request : request.headers(headers));
        Contract.assertPublishAnswer(answer);
        return answer;
    }

    /** Posts without any credential. */
    public HttpAnswer postAnonymously(String contentType, String body) {
        return send(request("/v1.0/events")
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Posts a text in an encoding that is not UTF-8. */
    public HttpAnswer postLatin1(String contentType, String body) {
        return send(request("/v1.0/events")
                .header("Content-Type", contentType)
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1)));
    }

    /** Any other resource of the internal port. */
    public HttpAnswer get(String path) {
        return send(request(path).GET());
    }

    /** Any other resource of the internal port, with the credential. */
    HttpAnswer request(String method, String path) {
        return send(request(path)
                .header("Authorization", "Bearer " + key)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** The same with a body of JSON. */
    HttpAnswer request(String method, String path, String json) {
        return send(request(path)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The value of a metric, 0 if it is not there; {@code series} is its name with its labels as Prometheus has it. */
    public double metric(String series) {
        return Arrays.stream(get("/metrics").body().split("\n"))
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(address.resolve(path)).timeout(Patience.LIMIT);
    }

    private static HttpAnswer send(HttpRequest.Builder request) {
        try {
            return HttpAnswer.of(CLIENT.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request.build(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an answer", e);
        }
    }
}
