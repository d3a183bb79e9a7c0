package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A client's mistake is answered with a code and a sentence, and never ends the connection. */
class ClientErrorsTest {
    private static final Agent ADMIN = Agent.admin();
    private static final Agent STRANGER = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with("limits.topics=3", "limits.types=2");

    private Subscriber admin;

    @BeforeEach
    void connect() {
        admin = server.connect(ADMIN).subscribe("call");
    }

    /** The connection has survived, and so has what was subscribed before. */
    private void assertStillSubscribed() {
        TestEvent created = TestEvent.call("created", ADMIN);
        server.publish(created);
        admin.assertEvent(created);
    }

    private static String subscribe(String... topics) {
        return "{\"type\":\"subscribe\",\"topics\":" + Json.write(topics) + "}";
    }

    private static String subscribeWithId(String... topics) {
        return "{\"type\":\"subscribe\",\"id\":7,\"topics\":" + Json.write(topics) + "}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscribe",
                "{\"type\":\"subscribe\",",
                "[{\"type\":\"subscribe\",\"topics\":[\"queue\"]}]",
                "null",
                "{}",
                "{\"topics\":[\"queue\"]}",
                "{\"type\":null,\"topics\":[\"queue\"]}",
                "{\"type\":7,\"topics\":[\"queue\"]}",
                "{\"type\":\"subscribe\"}",
                "{\"type\":\"subscribe\",\"topics\":\"queue\"}",
                "{\"type\":\"subscribe\",\"topics\":[\"queue\",1]}",
                "{\"type\":\"unsubscribe\",\"topics\":{}}",
                "{\"type\":\"subscribe\",\"topics\":[\"queue\"],\"types\":\"call_hangup\"}",
                "{\"type\":\"subscribe\",\"topics\":[\"queue\"],\"types\":[]}",
                "{\"type\":\"ping\",\"id\":{}}",
                "{\"type\":\"ping\",\"id\":true}",
                "{\"type\":\"ping\"}{\"type\":\"ping\"}",
                ""
            })
    void whatIsNoMessageIsMalformed(String text) {
        admin.sendWrong(text);

        assertThat(admin.nextError("malformed").json().has("id")).isFalse();
        assertStillSubscribed();
    }

    @Test
    void moreTypesThanTheServerTakesAreMalformed() {
        admin.send("{\"type\":\"subscribe\",\"topics\":[\"queue\"],\"types\":[\"a_1\",\"a_2\",\"a_3\"]}");

        assertThat(admin.nextError("malformed").text("message")).contains("1 to 2");
        assertStillSubscribed();
    }

    @Test
    void aMalformedMessageThatHasAnIdIsAnsweredWithIt() {
        admin.sendWrong("{\"topics\":[\"queue\"],\"id\":\"first\"}");
        admin.sendWrong("{\"type\":\"subscribe\",\"topics\":7,\"id\":12345678901234567890}");

        assertThat(admin.nextError("malformed").text("id")).isEqualTo("first");
        assertThat(admin.nextError("malformed").text()).contains("\"id\":12345678901234567890,");
        assertStillSubscribed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"publish", "SUBSCRIBE", "subscribe ", "call_created", ""})
    void aTypeThatNobodyKnowsIsAnUnknownType(String type) {
        admin.sendWrong("{\"type\":\"" + type + "\",\"topics\":[\"call\"]}");
        admin.sendWrong("{\"type\":\"" + type + "\",\"topics\":[\"call\"],\"id\":\"x\"}");

        assertThat(admin.nextError("unknowntype").json().has("id")).isFalse();
        assertThat(admin.nextError("unknowntype").text("id")).isEqualTo("x");
        assertStillSubscribed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "call::",
                "Call",
                "call hold",
                "a:b:c",
                "customer_id",
                "customer_id:",
                "customer_id:5013bc52",
                "customer_id:5013bc52da9a11ee844f2fa34248de28:call",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28::",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call::",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:call_hangup:1:2",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28::74ac5405",
                "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:1:2",
                "customer_id:*:call",
                "agent_id:1-1-1-1-1:call",
                "user_id:5013bc52-da9a-11ee-844f-2fa34248de28:call"
            })
    void whatIsNoTopicIsAnInvalidTopic(String topic) {
        admin.sendWrong(subscribe(topic));

        Message error = admin.nextError("invalidtopic");
        assertThat(Json.texts(error.json().path("topics"))).containsExactly(topic);
        assertStillSubscribed();
    }

    /** The schemas cannot know which types belong to which resource. */
    @ParameterizedTest
    @ValueSource(strings = {"queue:call_*", "queue:call_hangup:1"})
    void aTypeOfAnotherResourceIsAnInvalidTopic(String topic) {
        admin.send(subscribe(topic));

        assertThat(Json.texts(admin.nextError("invalidtopic").json().path("topics")))
                .containsExactly(topic);
        assertStillSubscribed();
    }

    @Test
    void anInvalidTopicIsQuotedAtMostAt128Characters() {
        admin.sendWrong(subscribe("!".repeat(5000)));

        String sentence = admin.nextError("invalidtopic").text("message");
        assertThat(sentence).contains("!".repeat(128)).doesNotContain("!".repeat(129));
    }

    @Test
    void aTopicOfSomebodyElseIsForbidden() {
        String others = STRANGER.customerTopic("call");

        admin.send(subscribe(others));
        admin.send(subscribe(STRANGER.agentTopic("call")));

        Message error = admin.nextError("forbidden");
        assertThat(error.text("message")).contains(others);
        assertThat(Json.texts(error.json().path("topics"))).containsExactly(others);
        admin.nextError("forbidden");
        assertStillSubscribed();
    }

    @Test
    void aTopicTooManyIsRefusedAndTheOthersHold() {
        admin.send(subscribe("queue", "conference", "recording"));

        Message error = admin.nextError("toomanytopics");
        assertThat(Json.texts(error.json().path("topics"))).containsExactly("recording");
        server.publish(TestEvent.of("recording_created", ADMIN.customer()));
        server.publish(TestEvent.of("conference_created", ADMIN.customer()));
        admin.assertEvents("conference_created");
        assertStillSubscribed();
    }

    @Test
    void subscribingAgainTakesNoFurtherTopic() {
        admin.subscribe("call", "queue", "conference");

        admin.subscribe("conference", "queue", "call");

        assertStillSubscribed();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ffffffff", "6925a1c0-00000000000004d2x", "6925A1C0-00000000000004D2"})
    void aPositionThatIsNoneIsAnInvalidSequence(String after) {
        String subscribe = "{\"type\":\"subscribe\",\"topics\":[\"queue\"],\"after\":\"" + after + "\"";
        admin.send(subscribe + "}");
        admin.send(subscribe + ",\"id\":3}");

        assertThat(admin.nextError("invalidsequence").json().has("id")).isFalse();
        assertThat(admin.nextError("invalidsequence").json().path("id").asInt()).isEqualTo(3);
        server.publish(TestEvent.of("queue_updated", ADMIN.customer()));
        assertStillSubscribed();
    }

    @Test
    void anEmptyPositionIsAnInvalidSequence() {
        admin.sendWrong("{\"type\":\"subscribe\",\"topics\":[\"queue\"],\"after\":\"\"}");

        admin.nextError("invalidsequence");
        assertStillSubscribed();
    }

    @Test
    void withAnIdTheReplyTellsWhatWasTakenAndWhatWasNot() {
        String forbidden = STRANGER.customerTopic("call");

        admin.sendWrong(subscribeWithId("queue", forbidden, "no topic", "queue:" + UUID.randomUUID(), "recording"));

        JsonNode reply = admin.next("subscribed").json();
        assertThat(reply.path("id").asInt()).isEqualTo(7);
        assertThat(Json.texts(reply.path("topics"))).hasSize(2).startsWith("queue");
        assertThat(reply.path("rejected").findValuesAsText("topic"))
                .isEqualTo(List.of(forbidden, "no topic", "recording"));
        assertThat(reply.path("rejected").findValuesAsText("code"))
                .isEqualTo(List.of("forbidden", "invalidtopic", "toomanytopics"));
        assertThat(reply.path("rejected").findValuesAsText("message")).noneMatch(String::isBlank);
        assertStillSubscribed();
    }

    @Test
    void withoutIdThereIsOneErrorForEachCode() {
        admin.sendWrong(subscribe(STRANGER.customerTopic("call"), "no topic", STRANGER.agentTopic("call"), "queue"));

        Message forbidden = admin.nextError("forbidden");
        assertThat(Json.texts(forbidden.json().path("topics")))
                .containsExactly(STRANGER.customerTopic("call"), STRANGER.agentTopic("call"));
        assertThat(Json.texts(admin.nextError("invalidtopic").json().path("topics")))
                .containsExactly("no topic");
        server.publish(TestEvent.of("queue_updated", ADMIN.customer()));
        admin.assertEvents("queue_updated");
        assertStillSubscribed();
    }
}
