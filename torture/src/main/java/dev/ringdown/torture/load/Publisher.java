package dev.ringdown.torture.load;

import dev.ringdown.torture.world.Chance;
import dev.ringdown.torture.world.Customer;
import dev.ringdown.torture.world.EventMaker;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
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
    private static final int BATCH_AT_MOST = 60;
    private static final long MOST_BEHIND_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final int index;
    private final Scene scene;
    private final HttpClient http;
    private final int eventsPerSecond;
    private final Chance chance;
    private final EventMaker maker;
    private final Repeats repeats;
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
        this.repeats = new Repeats(scene, Chance.of(seed, "repeats", index));
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
                repeat();
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
        Post post = new Post(thread.getName(), scene, form(count), made, Map.copyOf(lastSequence));
        send(post);
        lastSequence.putAll(post.lastSequences());
        scene.ledger().closed(index);
        repeats.acknowledged(post);
    }

    private void repeat() throws InterruptedException {
        Post again = repeats.due();
        if (again != null) {
            send(again);
        }
    }

    private void send(Post post) throws InterruptedException {
        scene.pauses().sending(thread.getName());
        int attempts = 1;
        while (!isDone(post)) {
            Thread.sleep(chance.between(20, 200));
            attempts++;
        }
        scene.pauses().acknowledged(thread.getName(), attempts);
    }

    private Post.Form form(int count) {
        if (count == 1 && chance.percent(70)) {
            return Post.Form.SINGLE;
        }
        return chance.percent(70) ? Post.Form.BATCH : Post.Form.LINES;
    }

    private Customer customer() {
        return chance.oneOf(
                chance.percent(30)
                        ? scene.world().busyCustomers()
                        : scene.world().customers());
    }

    /** Sends it once; returns whether it need not be sent again. */
    private boolean isDone(Post post) throws InterruptedException {
        Gateway gateway = scene.gateways().any(chance);
        if (gateway == null) {
            return false;
        }
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(post.request(gateway), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            scene.tally().add(Tally.Count.LOST_ANSWERS);
            post.notAnswered();
            return false; // stored or not: sending it again makes it stored, once
        }
        return post.answered(answer.statusCode(), answer.body());
    }
}
