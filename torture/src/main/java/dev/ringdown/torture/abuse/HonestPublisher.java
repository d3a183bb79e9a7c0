package dev.ringdown.torture.abuse;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Publishes events of one customer, and does not wait for one answer before the next post: a server that is late is late
 * for all that were due. {@link #publish} is for one thread, the rest is thread-safe.
 */
final class HonestPublisher {
    static final String TYPE = "call_updated";

    private static final Duration ANSWER = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER)
            .build();
    private final Target target;
    private final String customer;
    private final String[] resources;
    private final Consumer<String> faults;
    private final Map<String, Long> sentNanos = new ConcurrentHashMap<>();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private int published;

    HonestPublisher(Target target, String customer, int resources, Consumer<String> faults) {
        this.target = target;
        this.customer = customer;
        this.resources = Stream.generate(() -> UUID.randomUUID().toString())
                .limit(resources)
                .toArray(String[]::new);
        this.faults = faults;
    }

    void publish() {
        int number = published++;
        String id = id(number);
        unanswered.incrementAndGet();
        sentNanos.put(id, System.nanoTime());
        var unused = http.sendAsync(request(number), BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure != null) {
                faults.accept("an honest publisher got no answer: " + failure);
            } else if (answer.statusCode() != 202) {
                faults.accept("an honest publisher was answered " + answer.statusCode() + ' ' + answer.body());
            } else {
                acknowledged.add(id);
            }
            unanswered.decrementAndGet();
        });
    }

    /** Sends the first event once more, as a publisher does who got no answer; it must be known. */
    void publishFirstAgain() {
        unanswered.incrementAndGet();
        var unused = http.sendAsync(request(0), BodyHandlers.ofString()).whenComplete((answer, failure) -> {
            if (failure != null || answer.statusCode() != 200) {
                faults.accept("an event that was published again is not known any more: "
                        + (failure == null ? answer.statusCode() + " " + answer.body() : failure));
            }
            unanswered.decrementAndGet();
        });
    }

    private static String id(int number) {
        return "honest-" + number;
    }

    private HttpRequest request(int number) {
        String resource = resources[number % resources.length];
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + target.internalPort() + "/v1.0/events"))
                .timeout(ANSWER)
                .header("Authorization", "Bearer " + target.publisherKey())
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"specversion\":\"1.0\",\"id\":\"" + id(number)
                        + "\",\"source\":\"/honest/" + customer + "\",\"type\":\"" + TYPE + "\",\"subject\":\"call:"
                        + resource + "\",\"customerid\":\"" + customer + "\",\"data\":{\"id\":\"" + resource
                        + "\",\"note\":\"beside an attack\"}}"))
                .build();
    }

    int published() {
        return published;
    }

    /** When an event began to be sent. */
    long sentNanos(String id) {
        return sentNanos.getOrDefault(id, 0L);
    }

    int acknowledged() {
        return acknowledged.size();
    }

    Set<String> acknowledgedIds() {
        return Set.copyOf(acknowledged);
    }

    int unanswered() {
        return unanswered.get();
    }
}
