package dev.ringdown.torture.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.EventMaker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Publishes events one post after the other, and each again until it is acknowledged. Confined to a thread of its own,
 * but for {@link #stop}.
 */
public final class Publisher {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int BATCH_AT_MOST = 60;
    private static final long MOST_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int index;
    private final Scene scene;
    private final HttpClient http;
    private final int eventsPerSecond;
    private final Chance chance;
    private final EventMaker maker;
    private final Map<String, String> lastSequence = new HashMap<>();
    private final Thread thread;
    private volatile boolean stopped;

    public Publisher(int index, Scene scene, HttpClient http, int eventsPerSecond, long seed) {
        this.index = index;
        this.scene = scene;
        this.http = http;
        this.eventsPerSecond = eventsPerSecond;
        this.chance = Chance.of(seed, "publisher", index);
        this.maker = new EventMaker(Chance.of(seed, "events", index), "/p" + index);
        this.thread = new Thread(this::run, "publisher-" + index);
        this.thread.setDaemon(true);
    }

    public void start() {
        thread.start();
    }

    /** Waits until what it has begun is acknowledged; false if that takes too long. */
    public boolean stop(Duration atMost) throws InterruptedException {
        stopped = true;
        thread.join(atMost.toMillis());
        return !thread.isAlive();
    }

    private void run() {
        try {
            long dueNanos = System.nanoTime();
            while (!stopped) {
                int count = chance.percent(40) ? 1 : chance.between(2, BATCH_AT_MOST);
                publish(count);
                dueNanos += TimeUnit.SECONDS.toNanos(count) / eventsPerSecond;
                long now = System.nanoTime();
                dueNanos = Math.max(dueNanos, now - MOST_BEHIND_NANOS);
                TimeUnit.NANOSECONDS.sleep(Math.max(0, dueNanos - now));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            scene.violations().add(thread.getName(), "cannot go on: " + e);
        }
    }

    private void publish(int count) throws InterruptedException {
        scene.ledger().opened(index);
        List<EventMaker.Made> made = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            EventMaker.Made next = maker.event(customer(), scene.ledger().nextNumber());
            scene.ledger().sending(next.event());
            scene.tally().add(Tally.Count.BYTES, next.cloudEvent().length);
            made.add(next);
        }
        boolean batch = count > 1 || chance.percent(20);
        HttpRequest post = post(batch, batch ? array(made) : made.get(0).cloudEvent());
        while (!isDone(post, made)) {
            Thread.sleep(chance.between(20, 200));
        }
        scene.ledger().closed(index);
    }

    private Customer customer() {
        List<Customer> customers = scene.world().customers();
        Customer any = chance.oneOf(customers);
        return any.busy() || !chance.percent(25)
                ? any
                : chance.oneOf(customers.stream().filter(Customer::busy).toList());
    }

    private static byte[] array(List<EventMaker.Made> made) {
        ByteArrayOutputStream array = new ByteArrayOutputStream();
        for (EventMaker.Made one : made) {
            array.write(array.size() == 0 ? '[' : ',');
            array.writeBytes(one.cloudEvent());
        }
        array.write(']');
        return array.toByteArray();
    }

    private HttpRequest post(boolean batch, byte[] body) {
        return HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + scene.gateway().internalPort() + "/v1.0/events"))
                .timeout(Duration.ofSeconds(10))
                .header("Authorization", "Bearer " + scene.publisherKey())
                .header("Content-Type", batch ? "application/cloudevents-batch+json" : "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    /** Sends it once; returns whether it need not be sent again. */
    private boolean isDone(HttpRequest post, List<EventMaker.Made> made) throws InterruptedException {
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(post, HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            scene.tally().add(Tally.Count.LOST_ANSWERS);
            return false; // stored or not: sending it again makes it stored, once
        }
        if (answer.statusCode() == 503) {
            scene.tally().add(Tally.Count.REFUSED);
            return false;
        }
        if (answer.statusCode() != 202 && answer.statusCode() != 200) {
            violate("status " + answer.statusCode() + " (expected: 202, 200 or 503): "
                    + new String(answer.body(), StandardCharsets.UTF_8));
            return false;
        }
        try {
            acknowledged(made, JSON.readTree(answer.body()), answer.statusCode());
        } catch (JsonProcessingException e) {
            violate("an answer that is no JSON: " + e.getMessage());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read JSON from memory", e);
        }
        return true;
    }

    private void acknowledged(List<EventMaker.Made> made, JsonNode answer, int status) {
        int duplicates = 0;
        for (int i = 0; i < made.size(); i++) {
            JsonNode place = answer.isArray() ? answer.path(i) : answer;
            var event = made.get(i).event();
            String sequence = place.path("sequence").asText();
            if (!place.path("id").asText().equals(event.id()) || sequence.isEmpty()) {
                violate("answered " + place + " (expected: the place of " + event + ")");
                return;
            }
            duplicates += place.path("duplicate").asBoolean() ? 1 : 0;
            scene.ledger().acknowledged(event, sequence);
            String before = lastSequence.put(event.customer(), sequence);
            if (before != null && before.compareTo(sequence) >= 0) {
                violate("sequence " + sequence + " (expected: after " + before + ", acknowledged before it) of "
                        + event);
            }
        }
        if (duplicates > 0 && duplicates < made.size()) {
            violate("a batch of which only a part was stored: " + duplicates + " of " + made.size() + ", the first: "
                    + made.get(0).event());
        }
        if ((duplicates == made.size()) != (status == 200)) {
            violate("status " + status + " with " + duplicates + " duplicates of " + made.size());
        }
        scene.tally().add(Tally.Count.DUPLICATES, duplicates);
    }

    private void violate(String what) {
        scene.violations().add(thread.getName(), what);
    }
}
