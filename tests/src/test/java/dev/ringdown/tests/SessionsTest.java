package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operators see who is connected and to what they have subscribed, and close sessions. */
class SessionsTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "server.loops=2", "server.trusted-proxies=127.0.0.0/8", "logging.level=debug", "logging.access=true");

    private final Agent admin = Agent.admin();

    private static String id(Subscriber subscriber) {
        return subscriber.next("welcome").text("session");
    }

    @Test
    void aSessionIsToldOfWhicheverLoopItIsOn() {
        String one = id(server.connectWithNotices(admin));
        String other = id(server.connectWithNotices(admin));

        JsonNode found = server.operator().sessions("?customer=" + admin.customer());

        assertThat(found.path("total").asInt()).isEqualTo(2);
        assertThat(found.path("sessions").findValuesAsText("session")).containsExactlyInAnyOrder(one, other);
        assertThat(server.operator()
                        .sessions("?limit=1&agent=" + admin.id())
                        .path("truncated")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void itIsToldFromWhereItComesAndWhatItWasSent() {
        Subscriber subscriber = server.subscriber(server.handshake()
                .token(admin.token())
                .header("X-Forwarded-For", "192.0.2.44")
                .offering("cloudevents.json")
                .open());
        subscriber.subscribe("call");
        server.publish(TestEvent.call("created", admin));
        subscriber.assertEvents("call_created");

        JsonNode session = server.operator()
                .sessions("?address=192.0.2.44")
                .path("sessions")
                .get(0);

        assertThat(session.path("protocol").asText()).isEqualTo("cloudevents.json");
        assertThat(session.path("sent").asInt()).isOne();
        assertThat(session.path("topics").asInt()).isOne();
        assertThat(session.path("permissions").get(0).asText()).isEqualTo("admin");
    }

    @Test
    void aTopicFindsWhoWouldGetItsEvents() {
        Subscriber subscriber = server.connectWithNotices(admin);
        String id = id(subscriber);
        subscriber.subscribeWith("\"types\":[\"call_*\"]", "call");

        JsonNode found = server.operator().sessions("?topic=" + admin.customerTopic("call:f052"));
        JsonNode shown = server.operator().session(id).path("subscriptions").get(0);

        assertThat(found.path("sessions").findValuesAsText("session")).containsExactly(id);
        assertThat(server.operator()
                        .sessions("?topic=" + admin.customerTopic("chat"))
                        .path("total")
                        .asInt())
                .isZero();
        assertThat(shown.path("topic").asText()).isEqualTo("call");
        assertThat(shown.path("filters")).hasSize(2);
        assertThat(shown.path("types").get(0).asText()).isEqualTo("call_*");
    }

    @Test
    void aSessionIsClosedWithTheCodeThatTheOperatorWants() {
        Subscriber one = server.connectWithNotices(admin);
        Subscriber other = server.connectWithNotices(admin);
        String path = "/v1.0/sessions/" + id(one);

        assertThat(server.operator().ask("DELETE", path).status()).isEqualTo(204);
        assertThat(server.operator()
                        .ask("DELETE", "/v1.0/sessions/" + id(other) + "?code=4403")
                        .status())
                .isEqualTo(204);

        one.assertClosed(4410);
        other.assertClosed(4403);
        server.operator().ask("DELETE", path).assertProblem(404, "not on this node");
        JsonNode audited = Json.parse(server.process().out().take(line -> line.contains("dev.ringdown.audit")));
        assertThat(audited.path("action").asText()).isEqualTo("session.close");
        assertThat(audited.path("operator").asText()).isEqualTo("tests");
        assertThat(path).endsWith(audited.path("session").asText());
        assertThat(audited.path("code").asInt()).isEqualTo(4410);
    }

    @Test
    void aConnectionThatHasEndedIsALineOfItsOwn() {
        String token = admin.token();
        Subscriber subscriber = server.subscriber(server.handshake()
                .token(token)
                .header("X-Forwarded-For", "192.0.2.45")
                .header("User-Agent", "wallboard/7 \"beta\"")
                .offering("cloudevents.json")
                .open());
        subscriber.subscribe("call");
        server.publish(TestEvent.call("created", admin));
        subscriber.assertEvents("call_created");
        subscriber.close();

        String line = server.process().out().take(text -> text.contains("\"address\":\"192.0.2.45\""));

        JsonNode access = Json.parse(line);
        assertThat(access.path("logger").asText()).isEqualTo("dev.ringdown.access");
        assertThat(access.path("customer").asText()).isEqualTo(admin.customer().toString());
        assertThat(access.path("holder").asText()).isEqualTo("agent:" + admin.id());
        assertThat(access.path("userAgent").asText()).isEqualTo("wallboard/7 \"beta\"");
        assertThat(access.path("sent").asInt()).isOne();
        assertThat(access.path("sentBytes").asInt()).isGreaterThan(200);
        assertThat(access.path("endedBy").asText()).isEqualTo("client");
        assertThat(Instant.parse(access.path("connected").asText()))
                .isBeforeOrEqualTo(Instant.parse(access.path("time").asText()));
        assertThat(line).doesNotContain(token);
    }

    @Test
    void onlyAnOperatorMay() {
        server.operator().withKey("nobodys-key").ask("GET", "/v1.0/sessions").assertProblem(401, "admin.keys");
        server.operator()
                .withKey(RunningServer.PUBLISHER_KEY)
                .ask("DELETE", "/v1.0/sessions/any")
                .assertProblem(403, "a publisher may not");
        server.operator().ask("GET", "/v1.0/sessions?limit=0").assertProblem(400, "limit: 0 (expected: 1 to 1000)");
        server.operator().ask("POST", "/v1.0/sessions").assertProblem(405, "expected: GET");

        assertThat(server.publisher().metric("ringdown_admin_requests_total{action=\"list\",status=\"401\"}"))
                .isOne();
        assertThat(server.process().out().text()).doesNotContain("nobodys-key").doesNotContain(RunningServer.ADMIN_KEY);
    }
}
