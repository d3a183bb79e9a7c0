package dev.ringdown.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session says besides events: the welcome where it was asked for, and a reply to whatever has an id. */
class SessionMessagesTest {
    private static final Agent ADMIN = Agent.admin();

    @RegisterExtension
    static final RunningServer server = RunningServer.with(
            "limits.message-bytes=32KiB", "limits.topics=77", "limits.heartbeat=20s", "log.retention-age=2h");

    @Test
    void theWelcomeTellsWhoOneIsAndWhatHolds() {
        Instant end = Instant.now().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        Publisher.Receipt last = server.publish(TestEvent.call("created", ADMIN));

        Subscriber admin = server.subscriber(server.handshake()
                .token(ADMIN.tokenUntil(end))
                .offering("ringdown.v1")
                .open());

        JsonNode welcome = admin.next("welcome").json();
        assertThat(welcome.path("session").asText()).isNotBlank();
        assertThat(welcome.path("customer").asText()).isEqualTo(ADMIN.customer().toString());
        assertThat(welcome.path("agent").asText()).isEqualTo(ADMIN.id().toString());
        assertThat(Json.texts(welcome.path("permissions"))).containsExactly("admin");
        assertThat(Instant.parse(welcome.path("expires").asText())).isEqualTo(end);
        assertThat(welcome.path("sequence").asText()).isEqualTo(last.sequence());
        assertThat(welcome.path("limits"))
                .isEqualTo(Json.parse("{\"messageBytes\":32768,\"topics\":77,\"heartbeat\":20000,\"retention\":7200}"));
    }

    @Test
    void everySessionHasItsOwnName() {
        Subscriber one = server.connectWithNotices(ADMIN);
        Subscriber other = server.connectWithNotices(ADMIN);

        assertThat(one.next("welcome").text("session"))
                .isNotEqualTo(other.next("welcome").text("session"));
    }

    @Test
    void withoutASubprotocolNothingComesUnasked() {
        Subscriber admin = server.connect(ADMIN);

        assertThat(admin.webSocket().subprotocol()).isNull();
        admin.settle(); // the pong is the first message
    }

    @Test
    void theCloudEventsSubprotocolIsSpokenAndAddsNothing() {
        Subscriber admin = server.subscriber(server.handshake()
                .token(ADMIN.token())
                .offering("cloudevents.json")
                .open());

        assertThat(admin.webSocket().subprotocol()).isEqualTo("cloudevents.json");
        admin.settle();
    }

    @Test
    void aSubprotocolThatNobodySpeaksIsNotAnswered() {
        Subscriber admin = server.subscriber(
                server.handshake().token(ADMIN.token()).offering("graphql-ws").open());

        assertThat(admin.webSocket().subprotocol()).isNull();
        admin.settle();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "-7.50", "12345678901234567890", "\"\"", "\"ein \\u00fcber \\\"id\\\"\"", "\"☎\""})
    void anIdComesBackAsItWasSent(String id) {
        Subscriber admin = server.connect(ADMIN);

        admin.send("{\"id\":" + id + ",\"type\":\"ping\"}");
        admin.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":" + id + "}");
        admin.send("{\"type\":\"unsubscribe\",\"topics\":[\"call\"],\"id\":" + id + "}");

        assertThat(admin.next("pong").json().path("id")).isEqualTo(Json.parse(id));
        assertThat(admin.next("subscribed").json().path("id")).isEqualTo(Json.parse(id));
        assertThat(admin.next("unsubscribed").json().path("id")).isEqualTo(Json.parse(id));
    }

    @Test
    void aSubscriptionWithAnIdIsConfirmedInTheSpellingOfTheClient() {
        Subscriber admin = server.connect(ADMIN);
        String upperCase = "customer_id:" + ADMIN.customer().toString().toUpperCase(Locale.ROOT) + ":call";
        Publisher.Receipt last = server.publish(TestEvent.call("created", ADMIN));

        admin.send("{\"type\":\"subscribe\",\"topics\":[\"" + upperCase + "\",\"queue:*\"],\"id\":1}");

        Message subscribed = admin.next("subscribed");
        assertThat(Json.texts(subscribed.json().path("topics"))).containsExactly(upperCase, "queue:*");
        assertThat(subscribed.json().path("rejected")).isEmpty();
        assertThat(subscribed.text("sequence")).isEqualTo(last.sequence());
    }

    @Test
    void unsubscribingConfirmsWhatWasSubscribedAndIgnoresTheRest() {
        Subscriber admin = server.connect(ADMIN).subscribe("call", "queue");

        admin.sendWrong("{\"type\":\"unsubscribe\",\"topics\":[\"queue\",\"recording\",\"no topic\"],\"id\":2}");

        assertThat(Json.texts(admin.next("unsubscribed").json().path("topics"))).containsExactly("queue");
    }

    @Test
    void membersThatThisVersionDoesNotKnowAreLeftAlone() {
        Subscriber admin = server.connect(ADMIN);

        admin.send("{\"topics\":[\"call\"],\"extra\":{\"type\":\"ping\",\"a\":[1,[2]]},\"type\":\"subscribe\"}");

        admin.settle();
        server.publish(TestEvent.call("created", ADMIN));
        admin.assertEvents("call_created");
    }

    @Test
    void aMessageMayComeInFragmentsWithAPingInBetween() {
        Subscriber admin = server.connect(ADMIN);

        admin.webSocket().send(Frame.text("{\"type\":\"sub").notLast());
        admin.webSocket()
                .send(Frame.of(Frame.CONTINUATION, "scribe\",\"topics\":[".getBytes(UTF_8))
                        .notLast());
        admin.webSocket().send(Frame.of(Frame.PING, "now".getBytes(UTF_8)));
        admin.webSocket().send(Frame.of(Frame.CONTINUATION, new byte[0]).notLast());
        admin.webSocket().send(Frame.of(Frame.CONTINUATION, "\"call\"],\"id\":1}".getBytes(UTF_8)));

        assertThat(admin.webSocket().read()).isEqualTo(Frame.of(Frame.PONG, "now".getBytes(UTF_8)));
        admin.next("subscribed");
    }

    @Test
    void aCharacterMayBeSplitBetweenFragments() {
        Subscriber admin = server.connect(ADMIN);
        byte[] ping = "{\"type\":\"ping\",\"id\":\"☎\"}".getBytes(UTF_8);

        admin.webSocket()
                .send(Frame.of(Frame.TEXT, Arrays.copyOfRange(ping, 0, 22)).notLast());
        admin.webSocket().send(Frame.of(Frame.CONTINUATION, Arrays.copyOfRange(ping, 22, ping.length)));

        assertThat(admin.next("pong").text("id")).isEqualTo("☎");
    }

    @Test
    void manyMessagesInOneWriteAreAnsweredInTheirOrder() {
        Subscriber admin = server.connect(ADMIN);

        admin.sendWrongAtOnce(List.of(
                "{\"type\":\"ping\",\"id\":1}",
                "{\"type\":\"subscribe\",\"topics\":[\"call\"],\"id\":2}",
                "{\"type\":\"nonsense\",\"id\":3}",
                "{\"type\":\"ping\",\"id\":4}"));

        admin.next("pong");
        admin.next("subscribed");
        admin.nextError("unknowntype");
        admin.next("pong");
    }
}
