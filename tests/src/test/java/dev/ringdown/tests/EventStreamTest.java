package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.PageServer;
import dev.ringdown.tests.support.Project;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Server-Sent Events, by clients that we did not write: curl, npm's eventsource, and the EventSource of a browser. */
class EventStreamTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();

    @Test
    @Tag("curl")
    void curlGetsTheEventsOfItsTopics() {
        TestEvent created = TestEvent.call("created", admin).with("text", "two\nlines");
        try (EventStream stream = EventStream.curl(
                server.streamUrl("topics=call,chat"), "-H", "Authorization: Bearer " + admin.token())) {
            stream.subscribed();

            server.publish(TestEvent.of("queue_created", admin.customer()));
            server.publish(created);

            stream.assertEvent(created);
        }
    }

    @Test
    @Tag("curl")
    void whatIsRejectedIsToldByName() {
        try (EventStream stream = EventStream.curl(server.streamUrl(admin, "topics=call,call:c1:x"))) {
            stream.next("welcome");

            assertThat(stream.next("subscribed").message().json().path("rejected"))
                    .singleElement()
                    .satisfies(rejected ->
                            assertThat(rejected.path("code").asText()).isEqualTo("invalidtopic"));
        }
    }

    /** Published with line breaks, it comes in one line: else the client would see two fields. */
    @Test
    @Tag("curl")
    void anEventIsOneLineHoweverItWasPublished() {
        try (EventStream stream = EventStream.curl(server.streamUrl(admin, "topics=call"))) {
            stream.subscribed();

            server.publisher()
                    .post(
                            "application/json",
                            "{\"type\":\"call_created\",\"data\":{\r\n \"id\":\"c1\",\n\n \"customer_id\":\""
                                    + admin.customer() + "\"\r}}");

            assertThat(stream.next("message").message().text("subject")).isEqualTo("call:c1");
        }
    }

    @Test
    @Tag("curl")
    void itBeginsWhereItIsAskedTo() {
        List<TestEvent> calls = calls(3);
        String first = server.publish(calls.get(0)).sequence();
        server.publish(calls.get(1));
        server.publish(calls.get(2));

        try (EventStream after = EventStream.curl(server.streamUrl(admin, "topics=call&after=" + first));
                EventStream last = EventStream.curl(server.streamUrl(admin, "topics=call&last=1"));
                EventStream snapshot = EventStream.curl(server.streamUrl(admin, "topics=call&snapshot=true"));
                EventStream back = EventStream.curl(
                        server.streamUrl(admin, "topics=call&last=3"), "-H", "Last-Event-ID: " + first)) {
            after.subscribed().assertEvent(calls.get(1));
            last.subscribed().assertEvent(calls.get(2));
            snapshot.subscribed().assertEvent(calls.get(0));
            back.subscribed().assertEvent(calls.get(1));
        }
    }

    @Test
    @Tag("curl")
    void aReaderThatStandsStillHoldsNobodyUpAndMissesNothing() {
        List<TestEvent> large = IntStream.range(0, 60)
                .mapToObj(i -> TestEvent.call("updated", admin).with("filler", "x".repeat(200_000)))
                .toList();
        try (EventStream slow = EventStream.curl(server.streamUrl(admin, "topics=call"));
                EventStream other = EventStream.curl(server.streamUrl(admin, "topics=call&types=call_hangup"))) {
            slow.subscribed().pause();
            other.subscribed();

            large.forEach(server::publish);
            TestEvent hangup = TestEvent.call("hangup", admin);
            server.publish(hangup);

            other.assertEvent(hangup);
            slow.goOn();
            large.forEach(slow::assertEvent);
            slow.assertEvent(hangup);
            assertThat(server.publisher().metric("ringdown_sessions_fell_behind_total"))
                    .isGreaterThanOrEqualTo(1);
        }
    }

    @Test
    @Tag("npm")
    void npmsEventsource() {
        TestEvent created = TestEvent.call("created", admin);
        try (EventStream stream = EventStream.npm(server.streamUrl(admin, "topics=call"))) {
            stream.subscribed();

            server.publish(created);

            stream.assertEvent(created);
        }
    }

    @Test
    @Tag("chromium")
    void aBrowserMissesNothingAndGetsNothingTwiceThoughTheServerIsKilled() {
        List<TestEvent> calls = calls(30);
        String log = "log.dir=" + LogFolders.next();
        try (PageServer page = new PageServer("text/html; charset=utf-8", page("event-stream"))) {
            RunningServer first = RunningServer.start(log, "origins=" + page.origin());
            try (EventStream stream = EventStream.browser(page.origin(), first.streamUrl(admin, "topics=call"))) {
                stream.assertPrints("open");
                stream.subscribed();
                calls.subList(0, 10).forEach(first::publish);
                calls.subList(0, 10).forEach(stream::assertEvent);

                calls.subList(10, 20).forEach(first::publish);
                first.kill(); // what of these the page has got is not known
                try (RunningServer second = RunningServer.start(
                        log,
                        "origins=" + page.origin(),
                        "server.port=" + first.publicAddress().getPort())) {
                    calls.subList(20, 30).forEach(second::publish);

                    assertThat(stream.eventsWhileReconnecting(20))
                            .containsExactlyElementsOf(calls.subList(10, 30).stream()
                                    .map(TestEvent::id)
                                    .toList());
                }
            } finally {
                first.close();
            }
        }
    }

    /** Before such headers go to another origin the browser asks whether they may. */
    @Test
    @Tag("chromium")
    void aPageThatReadsItByFetchComesBackWithHeadersOfItsOwn() {
        List<TestEvent> calls = calls(2);
        try (PageServer page = new PageServer("text/html; charset=utf-8", page("fetch-stream"));
                RunningServer named = RunningServer.start("origins=" + page.origin())) {
            String first = named.publish(calls.get(0)).sequence();
            named.publish(calls.get(1));

            try (EventStream stream =
                    EventStream.browser(page.origin(), named.streamUrl(admin, "topics=call&after=" + first))) {
                stream.assertPrints("open");
                stream.subscribed().assertEvent(calls.get(1));
            }
        }
    }

    @Test
    @Tag("chromium")
    void aPageOfAnotherOriginIsNotLetIn() {
        try (RunningServer strict = RunningServer.start("origins=https://desk.example.com");
                PageServer page = new PageServer("text/html; charset=utf-8", page("event-stream"));
                EventStream stream = EventStream.browser(page.origin(), strict.streamUrl(admin, "topics=call"))) {
            stream.assertPrints("closed");
        }
    }

    @Test
    @Tag("curl")
    void aDrainingServerSendsItsStreamsAwayAtOnce() {
        try (RunningServer draining = RunningServer.start("server.alone=false", "server.drain=30s");
                EventStream stream = EventStream.curl(draining.streamUrl(admin, "topics=call"))) {
            stream.subscribed();

            draining.terminate();

            EventStream.Received closing = stream.next("closing");
            assertThat(closing.message().json().path("code").asInt()).isEqualTo(1012);
            assertThat(closing.message().json().path("reconnect").asInt(-1)).isBetween(0, 30_000);
            assertThat(stream.awaitEnd().exitCode())
                    .as("the answer is complete")
                    .isZero();
        }
    }

    @Test
    @Tag("curl")
    void itEndsWithItsToken() {
        String query = "topics=call&token=" + admin.tokenUntil(Instant.now().plusSeconds(3));
        try (EventStream stream = EventStream.curl(server.streamUrl(query))) {
            stream.subscribed();

            stream.next("expiring");
            EventStream.Received closing = stream.next("closing");
            assertThat(closing.message().json().path("code").asInt()).isEqualTo(4401);
            assertThat(closing.message().json().has("reconnect")).isFalse();
            assertThat(stream.awaitEnd().exitCode()).isZero();
        }
    }

    @Test
    @Tag("curl")
    void itCountsAsAConnection() {
        try (RunningServer small = RunningServer.start("limits.connections-per-customer=1");
                EventStream stream = EventStream.curl(small.streamUrl(admin, "topics=call"))) {
            stream.subscribed();

            small.handshake()
                    .token(admin.token())
                    .refusal()
                    .assertProblem(429, "limits.connections-per-customer")
                    .assertRetryAfter();
            assertThat(small.publisher().metric("ringdown_sessions{transport=\"sse\"}"))
                    .isEqualTo(1);
            assertThat(small.publisher().metric("ringdown_sessions{transport=\"websocket\"}"))
                    .isZero();
        }
    }

    @Test
    void withoutATopicThatIsAllowedThereIsNoStream() {
        String query = "topics=customer_id:" + Agent.admin().customer() + "&token=" + admin.token();

        server.handshake().path("/v1.0/events/stream?" + query).refusal().assertProblem(403, "topics: customer_id:");
    }

    private List<TestEvent> calls(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> TestEvent.call("created", admin))
                .toList();
    }

    private static String page(String name) {
        try {
            return Files.readString(Project.script("js/" + name + ".html"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the page", e);
        }
    }
}
