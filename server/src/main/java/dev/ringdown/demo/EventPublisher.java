package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes events over HTTP, one at a time for each thread that calls it, and does not come back before the server
 * took an event or said that it never will. Thread-safe: its only state is counters and what was logged.
 */
final class EventPublisher {
    static final Duration FIRST_RETRY = Duration.ofMillis(100);
    static final Duration LONGEST_RETRY = Duration.ofSeconds(5);

    /** One failure is nothing to tell: an idle connection that the server had closed, for example. */
    static final int OUTAGE_FAILURES = 2;

    private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(15);
    private static final int MAX_LOGGED_CHARACTERS = 512;

    private final HttpClient http;
    private final URI uri;
    private final String authorization;
    private final DemoTime time;
    private final Outage outage;
    private final Set<String> loggedRefusals = ConcurrentHashMap.newKeySet(); // a few for each event type at most
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();

    /** @param internalBase the server's internal address, such as {@code http://127.0.0.1:8081} */
    EventPublisher(URI internalBase, String publisherKey, DemoTime time) {
        String base = internalBase.toString();
        if (!base.startsWith("http://") && !base.startsWith("https://")) {
            throw new IllegalArgumentException("internalBase: " + base + " (expected: http://<host>:<port>)");
        }
        this.uri = URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + "/v1.0/events");
        this.authorization = "Bearer " + requireNonNull(publisherKey, "publisherKey");
        this.time = requireNonNull(time, "time");
        this.outage = new Outage(uri, time);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // else every request would offer an upgrade to HTTP/2
                .proxy(HttpClient.Builder.NO_PROXY)
                .connectTimeout(CONNECT_TIMEOUT)
                .build();
    }

    /** Events that the server took. */
    long published() {
        return published.get();
    }

    /** Events that the server refused for good, which is a fault of the demo, of its key or of the server. */
    long failed() {
        return failed.get();
    }

    /** How often an event was tried again. */
    long retries() {
        return retries.get();
    }

    /**
     * Publishes one event, trying again with growing pauses as long as the server cannot be reached or has no room. If
     * an answer is lost on the way, the event may come to be published twice: the envelope carries no id.
     */
    void publish(DemoEvent event) throws InterruptedException {
        Duration pause = FIRST_RETRY;
        int failures = 0;
        for (String cause = attempt(event); cause != null; cause = attemptAgain(event)) {
            failures++;
            if (failures == OUTAGE_FAILURES) {
                outage.began(cause);
            }
            time.pause(pause.toNanos());
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
        }
        if (failures >= OUTAGE_FAILURES) {
            outage.ended();
        }
    }

    private @Nullable String attemptAgain(DemoEvent event) throws InterruptedException {
        String cause = attempt(event);
        retries.incrementAndGet();
        return cause;
    }

    /** Why to try again, or null if the event is settled. */
    private @Nullable String attempt(DemoEvent event) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", authorization)
                .POST(HttpRequest.BodyPublishers.ofString(event.body()))
                .build();
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return settle(event, response.statusCode(), response.body());
        } catch (ConnectException e) {
            return "cannot connect"; // the exception of the JDK's client has no message
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private @Nullable String settle(DemoEvent event, int status, String answer) {
        switch (status) {
            case 200, 202 -> published.incrementAndGet();
            case 429, 502, 503, 504 -> {
                return "status " + status;
            }
            default -> {
                failed.incrementAndGet();
                logRefusal(event, status, answer);
            }
        }
        return null;
    }

    /** The next event of that type will be refused too; one line tells it all. */
    private void logRefusal(DemoEvent event, int status, String answer) {
        if (loggedRefusals.add(status + event.type())) {
            log.error(
                    "demo event refused for good status={} type={} answer={} body={}: further ones are only counted",
                    status,
                    event.type(),
                    cut(answer),
                    cut(event.body()));
        }
    }

    private static String cut(String text) {
        return text.length() <= MAX_LOGGED_CHARACTERS ? text : text.substring(0, MAX_LOGGED_CHARACTERS) + "…";
    }
}
