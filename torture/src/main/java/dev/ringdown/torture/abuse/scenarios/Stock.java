package dev.ringdown.torture.abuse.scenarios;

import dev.ringdown.torture.abuse.Attack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Publishes events of the attackers' customer, each about another call. Confined to its attack. */
final class Stock {
    private static final int BATCH = 500;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Attack attack;
    private int published;

    Stock(Attack attack) {
        this.attack = attack;
    }

    /** @throws IOException they are not taken */
    void publish(int events, int bytesOfEach) throws IOException {
        for (int left = events; left > 0; left -= BATCH) {
            HttpResponse<String> answer = post(Math.min(left, BATCH), bytesOfEach);
            if (answer.statusCode() != 202) {
                throw new IOException(
                        "events of the attackers' customer: " + answer.statusCode() + ' ' + answer.body());
            }
        }
    }

    /** One batch, whatever is answered. */
    HttpResponse<String> post(int events, int bytesOfEach) throws IOException {
        String filler = "f".repeat(bytesOfEach);
        String body = IntStream.range(published, published + events)
                .mapToObj(number -> event(number, filler))
                .collect(Collectors.joining(",", "[", "]"));
        published += events;
        attack.posted(body.length());
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + attack.target().internalPort() + "/v1.0/events"))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + attack.target().publisherKey())
                .header("Content-Type", "application/cloudevents-batch+json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while events are published", e);
        }
    }

    private String event(int number, String filler) {
        return "{\"specversion\":\"1.0\",\"id\":\"stock-" + number + "\",\"source\":\"/stock/" + attack.customer()
                + "\",\"type\":\"call_updated\",\"subject\":\"call:c-" + number + "\",\"customerid\":\""
                + attack.customer() + "\",\"data\":{\"filler\":\"" + filler + "\"}}";
    }
}
