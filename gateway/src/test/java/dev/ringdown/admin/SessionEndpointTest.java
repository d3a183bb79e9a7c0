package dev.ringdown.admin;

import static dev.ringdown.testing.TestEvent.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.audit.AuditLog;
import dev.ringdown.auth.AdminKeys;
import dev.ringdown.auth.InternalKeys;
import dev.ringdown.auth.PublisherKeys;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.SessionQuery;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.trace.TraceOptions;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators are answered, who is one, and what happens when the sessions cannot be asked. */
class SessionEndpointTest {
    private static final String KEY = "admin-key-of-the-support";

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    /** Turns the loop while the endpoint waits for it. */
    private final SessionEndpoint endpoint = endpoint(task -> {
        Thread asking = new Thread(task);
        asking.start();
        while (asking.isAlive()) {
            loop.runUntilIdle();
            Thread.onSpinWait();
        }
    });

    private SessionEndpoint endpoint(Executor executor) {
        return endpoint(executor, Duration.ofSeconds(30));
    }

    private SessionEndpoint endpoint(Executor executor, Duration timeout) {
        return new SessionEndpoint(
                operators(executor),
                new SessionDirectory(List.of(gateway.sessions()), timeout),
                TestGateway.TOPICS,
                new TraceOptions(10, Duration.ofSeconds(60), new Semaphore(1)),
                new GatewayMetrics(meters));
    }

    private Operators operators(Executor executor) {
        return new Operators(
                new InternalKeys(
                        new AdminKeys(Map.of("support", KEY)),
                        new PublisherKeys(Map.of("pbx", "publisher-key-of-the-pbx"))),
                executor,
                new GatewayMetrics(meters));
    }

    private static Request request(String query, Map<String, String> headers) {
        return new Request("GET", "/v1.0/sessions", query, headers, new byte[0], 0);
    }

    private static Request asked(String query) {
        return request(query, Map.of("authorization", "Bearer " + KEY));
    }

    private static Answer of(CompletionStage<Answer> answer) {
        return answer.toCompletableFuture().join();
    }

    private static String text(Answer answer) {
        return new String(answer.body(), UTF_8);
    }

    private double count(String meter, String... tags) {
        var counter = meters.find(meter).tags(tags).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void whoShowsNothingIsAskedForAKey() {
        Answer answer = of(endpoint.list(request("", Map.of())));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.headers()).containsEntry("WWW-Authenticate", "Bearer");
        assertThat(text(answer)).contains("no credential (expected: Authorization: Bearer <admin key>)");
        assertThat(count("ringdown.admin.requests", "action", "list", "status", "401"))
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin-key-of-nobody", "support", "admin-key-of-the-suppor"})
    void aStrangerIsNotKnown(String key) {
        Answer answer = of(endpoint.show(request("", Map.of("authorization", "Bearer " + key)), "s1"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(text(answer)).contains("not known here (expected: a key of admin.keys)");
        assertThat(count("ringdown.admin.requests", "action", "show", "status", "401"))
                .isOne();
    }

    @Test
    void aPublisherIsKnownAndMayNot() {
        gateway.connect(People.ADMIN, socket);

        Answer answer =
                of(endpoint.close(request("", Map.of("authorization", "Bearer publisher-key-of-the-pbx")), "s1"));

        assertThat(answer.status()).isEqualTo(403);
        socket.assertExhausted();
    }

    @Test
    void sessionsAreListed() {
        gateway.connect(People.PROGRAM, socket).subscribe("call");

        Answer answer = of(endpoint.list(asked("customer=" + People.CUSTOMER + "&topic=call:c1&limit=1")));

        assertThat(text(answer))
                .startsWith("{\"total\":1,\"truncated\":false,\"sessions\":[{\"session\":\"s1\",")
                .contains("\"agent\":null,\"identity\":\"accesskey\",\"holder\":\"accesskey:wallboard\"")
                .contains("\"expires\":null,\"protocol\":null,\"transport\":\"websocket\"")
                .contains("\"compressed\":false,\"shape\":\"cloudevents\"");
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void aSessionIsToldOfInFull() {
        FakeSocket slow = new FakeSocket("192.0.2.1");
        gateway.connect(People.agentUntil(Instant.parse("2026-11-24T00:00:00Z")), slow)
                .subscribe("call");
        gateway.publish(call("created"));
        slow.stall();
        slow.unsent(7);
        gateway.publish(call("progressing"), call("hangup"));

        assertThat(text(of(endpoint.list(asked("")))))
                .isEqualTo(("{'total':1,'truncated':false,'sessions':[{'session':'s1','customer':'" + People.CUSTOMER
                                + "','agent':'" + People.AGENT_ID + "','identity':'agent','holder':'agent:"
                                + People.AGENT_ID + "','permissions':['agent'],'address':'192.0.2.1',"
                                + "'connected':'2026-11-23T10:15:30Z','expires':'2026-11-24T00:00:00Z',"
                                + "'protocol':null,'transport':'websocket','compressed':false,'shape':'cloudevents',"
                                + "'topics':1,'sequence':'00000007-0000000000000001','lag':2,'behind':true,'sent':1,"
                                + "'unsentBytes':7}]}")
                        .replace('\'', '"'));
    }

    @Test
    void sessionsAreFoundByAgentAddressAndWhetherTheyAreBehind() {
        FakeSocket slow = new FakeSocket("192.0.2.1");
        gateway.connect(People.AGENT, slow).subscribe("call");
        gateway.connect(People.ADMIN, socket).subscribe("call");
        slow.stall();
        gateway.publish(call("created"));

        assertThat(text(of(endpoint.list(asked("agent=" + People.AGENT_ID))))).contains("\"total\":1,", "\"s1\"");
        assertThat(text(of(endpoint.list(asked("address=192.0.2.1"))))).contains("\"total\":1,", "\"s1\"");
        assertThat(text(of(endpoint.list(asked("behind=true"))))).contains("\"total\":1,", "\"s1\"");
        assertThat(text(of(endpoint.list(asked("behind=false"))))).contains("\"total\":2,");
    }

    @Test
    void moreThanAreAskedForAreCounted() {
        gateway.connect(People.ADMIN, socket);
        gateway.connect(People.ADMIN, socket);

        assertThat(text(of(endpoint.list(asked("limit=1"))))).startsWith("{\"total\":2,\"truncated\":true,");
        assertThat(text(of(endpoint.list(asked("limit=2"))))).startsWith("{\"total\":2,\"truncated\":false,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0           | limit: 0 (expected: 1 to 1000)
            limit=1001        | limit: 1001 (expected: 1 to 1000)
            customer=acme     | customer: acme (expected: a UUID)
            agent=            | agent:  (expected: a UUID)
            behind=yes        | behind: yes (expected: true or false)
            topic=Call        | topic: Call (expected: a topic; the resource is not
            topics=call       | topics: unknown parameter (expected: customer, agent, topic, address, behind, limit)
            """)
    void whatCannotBeAskedForIsTold(String query, String told) {
        Answer answer = of(endpoint.list(asked(query)));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains(told);
    }

    @Test
    void aShortFormIsMeantInEveryScope() {
        gateway.connect(People.AGENT, socket).subscribe("call:c1");
        gateway.connect(People.ADMIN, socket).subscribe("queue");

        assertThat(text(of(endpoint.list(asked("topic=call"))))).startsWith("{\"total\":1,");
        assertThat(text(of(endpoint.list(asked("topic=*"))))).startsWith("{\"total\":2,");
        assertThat(text(of(endpoint.list(asked("topic=call:c2"))))).startsWith("{\"total\":0,");
    }

    @Test
    void oneSessionIsShownWithItsSubscriptions() {
        gateway.connect(People.AGENT, socket).subscribeTyped("call", "call_*");

        assertThat(text(of(endpoint.show(asked(""), "s1"))))
                .contains("\"subscriptions\":[{\"topic\":\"call\",\"filters\":[\"agent_id:" + People.AGENT_ID
                        + ":call\"],\"types\":[\"call_*\"],\"replaying\":false}]");
        assertThat(of(endpoint.show(asked("x=1"), "s1")).status()).isEqualTo(400);
    }

    @Test
    void whoIsNotHereIsNotFound() {
        assertThat(of(endpoint.show(asked(""), "s1")).status()).isEqualTo(404);
        assertThat(of(endpoint.close(asked(""), "s1")).status()).isEqualTo(404);
        assertThat(of(endpoint.trace(asked(""), "s1")).status()).isEqualTo(404);
    }

    @Test
    void aSessionIsClosedSoThatItsClientComesBack() {
        gateway.connect(People.ADMIN, socket);

        Answer answer = of(endpoint.close(asked(""), "s1"));

        assertThat(answer.status()).isEqualTo(204);
        socket.assertClosed(CloseReason.CLOSED_BY_OPERATOR);
    }

    @Test
    void orSoThatItDoesNot() {
        gateway.connect(People.ADMIN, socket);

        assertThat(of(endpoint.close(asked("code=4403"), "s1")).status()).isEqualTo(204);

        socket.assertClosed(CloseReason.SENT_AWAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "1012", "4410 ", "", "4410.0"})
    void anyOtherCodeIsRefusedAndNothingIsClosed(String code) {
        gateway.connect(People.ADMIN, socket);

        Answer answer = of(endpoint.close(asked("code=" + code.replace(' ', '+')), "s1"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(text(answer)).contains("code: " + code + " (expected: 4410, ");
        socket.assertExhausted();
    }

    @Test
    void aTraceTellsWhatBecameOfAnEvent() {
        gateway.connect(People.ADMIN, socket).subscribeTyped("call", "call_hangup");
        assertThat(text(of(endpoint.trace(asked(""), "s1")))).endsWith("\"next\":0,\"lost\":0,\"entries\":[]}");

        gateway.publish(call("created"));

        assertThat(text(of(endpoint.trace(asked("after=0"), "s1"))))
                .contains("\"next\":1,\"lost\":0,\"entries\":[{\"n\":1,\"time\":\"")
                .contains("\"what\":\"filtered\",\"sequence\":\"00000007-0000000000000001\",\"type\":\"call_created\","
                        + "\"subject\":\"call:c1\",\"topics\":[\"call\"],\"reason\":\"types\"}]}");
        assertThat(of(endpoint.trace(asked("after=x"), "s1")).status()).isEqualTo(400);
    }

    @Test
    void aTraceTellsOfParentsBytesAndHowManyTopicsItLeavesOut() {
        TestClient client = gateway.connect(People.ADMIN, socket).subscribe("queue");
        assertThat(of(endpoint.trace(asked(""), "s1")).status()).isEqualTo(200);

        gateway.publish(TestEvent.of("queuecall", "created").in("queue:q1"));
        client.unsubscribe("a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k");

        assertThat(text(of(endpoint.trace(asked(""), "s1"))))
                .contains(
                        "\"subject\":\"queuecall:q1\",\"parents\":[\"queue:q1\"],\"topics\":[\"queue\"],\"bytes\":67}")
                .contains("\"topics\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\",\"h\",\"i\",\"j\"],\"moreTopics\":1,");
    }

    @Test
    void whatAnOperatorDoesToASessionIsWrittenDownAndWhatItOnlyLooksAtIsNot() {
        gateway.connect(People.ADMIN, socket);

        try (CapturedLog log = new CapturedLog()) {
            of(endpoint.list(asked("")));
            of(endpoint.show(asked(""), "s1"));
            of(endpoint.trace(asked(""), "s1"));
            of(endpoint.trace(asked("after=0"), "s1"));
            of(endpoint.close(asked("code=4403"), "s1"));
            of(endpoint.close(asked(""), "s1"));

            assertThat(log.factsOf(AuditLog.LOGGER))
                    .containsExactly(
                            Map.of("action", "session.trace", "operator", "support", "session", "s1"),
                            Map.of("action", "session.close", "operator", "support", "session", "s1", "code", 4403));
            assertThat(log.everything()).noneMatch(line -> line.contains(KEY));
        }
    }

    @Test
    void oneTraceTooManyIsRefusedAndCounted() {
        gateway.connect(People.ADMIN, socket);
        gateway.connect(People.ADMIN, socket);
        assertThat(of(endpoint.trace(asked(""), "s1")).status()).isEqualTo(200);

        Answer answer = of(endpoint.trace(asked(""), "s2"));

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.headers()).containsEntry("Retry-After", "60");
        assertThat(count("ringdown.limits.reached", "limit", "admin.traces")).isOne();
    }

    @Test
    void whenTooManyAskSomeMustComeAgain() {
        SessionEndpoint full = endpoint(task -> {
            throw new RejectedExecutionException("full");
        });

        Answer answer = of(full.list(asked("")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers()).containsEntry("Retry-After", "1");
        assertThat(count("ringdown.limits.reached", "limit", "admin.requests")).isOne();
    }

    @Test
    void aLoopThatDoesNotAnswerIsNotWaitedForWithoutEnd() {
        SessionEndpoint impatient = endpoint(Runnable::run, Duration.ofMillis(1));

        Answer answer = of(impatient.list(asked("")));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(text(answer)).contains("the event loops did not answer within PT0.001S (admin.timeout)");
        assertThat(count("ringdown.limits.reached", "limit", "admin.timeout")).isOne();
    }

    @Test
    void whatIsOnlyForOperatorsIsOfferedToThemAlone() {
        Operators operators = operators(Runnable::run);

        Answer offered = of(operators.offer("demo", asked(""), () -> Answer.text(200, "the people of the demo")));
        Answer refused = of(operators.offer("demo", request("", Map.of()), () -> Answer.text(200, "a secret")));

        assertThat(text(offered)).isEqualTo("the people of the demo");
        assertThat(refused.status()).isEqualTo(401);
        assertThat(text(refused)).doesNotContain("a secret");
        assertThat(count("ringdown.admin.requests", "action", "demo", "status", "200"))
                .isOne();
    }

    @Test
    void aNodeThatEndsSaysSo() {
        SessionDirectory ended = new SessionDirectory(List.of(gateway.sessions()), Duration.ofSeconds(30));
        loop.end();

        assertThatThrownBy(() -> ended.find(SessionQuery.newest(1)))
                .isInstanceOf(NoAnswerException.class)
                .hasMessage("this node is ending");
        assertThat(of(endpoint.list(asked(""))).status()).isEqualTo(503);
        assertThat(count("ringdown.limits.reached", "limit", "admin.timeout")).isZero();
    }
}
