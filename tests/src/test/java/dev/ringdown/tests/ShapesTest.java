package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Client;
import dev.ringdown.tests.support.JdkClient;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.OkHttpWebSocket;
import dev.ringdown.tests.support.ProcessClient;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Shape;
import dev.ringdown.tests.support.Subscriber;
import dev.ringdown.tests.support.TestEvent;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Events in the shapes that clients of VoIPBin were written for, over a WebSocket. */
class ShapesTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("server.compression=true");

    private final Agent admin = Agent.admin();

    private String url(Shape shape) {
        return server.webSocketUrl(admin) + "&shape=" + shape.text();
    }

    private Subscriber connect(Shape shape) {
        return server.subscriber(
                server.handshake().token(admin.token()).shape(shape.text()).open());
    }

    private JsonNode session() {
        return server.operator()
                .sessions("?customer=" + admin.customer())
                .path("sessions")
                .get(0);
    }

    /** It offers compression, as most clients do. */
    @ParameterizedTest
    @EnumSource
    @Tag("npm")
    void npmsWs(Shape shape) {
        ProcessClient client = ProcessClient.ws(url(shape));

        ShapedConversation.assertHeldBy(client, shape, server, admin);
        assertThat(session().path("compressed").asBoolean()).isTrue();
        assertThat(session().path("shape").asText()).isEqualTo(shape.text());
        client.closeAndExpect(1000);
    }

    /** It offers none. */
    @ParameterizedTest
    @EnumSource
    @Tag("python")
    void debiansPython3Websocket(Shape shape) {
        ProcessClient client = ProcessClient.pythonWebsocket(url(shape));

        ShapedConversation.assertHeldBy(client, shape, server, admin);
        assertThat(session().path("compressed").asBoolean()).isFalse();
        client.closeAndExpect(1000);
    }

    /** The library of VoIPBin's own client. */
    @ParameterizedTest
    @EnumSource
    @Tag("python")
    void debiansPython3Websockets(Shape shape) {
        ProcessClient client = ProcessClient.pythonWebsockets(url(shape));

        ShapedConversation.assertHeldBy(client, shape, server, admin);
        assertThat(session().path("compressed").asBoolean()).isTrue();
        client.closeAndExpect(1000);
    }

    @ParameterizedTest
    @EnumSource
    void theJdksWebSocket(Shape shape) {
        try (Client client = JdkClient.connect(HttpClient.newHttpClient(), url(shape))) {
            ShapedConversation.assertHeldBy(client, shape, server, admin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void okHttpsWebSocket(Shape shape) {
        try (Client client = new OkHttpWebSocket(url(shape))) {
            ShapedConversation.assertHeldBy(client, shape, server, admin);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsReplayedHasTheShapeToo(Shape shape) {
        String first = ShapedConversation.resource(admin);
        String second = ShapedConversation.resource(admin);
        ShapedConversation.publish(server, "call_created", first);
        String afterFirst =
                server.publish(TestEvent.of("chat_created", admin.customer())).sequence();
        ShapedConversation.publish(server, "call_created", second);

        Subscriber last = connect(shape);
        last.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"last\":2,\"id\":1}");
        last.next("subscribed");
        ShapedConversation.assertIs(shape, "call_created", first, last.next().text());
        ShapedConversation.assertIs(shape, "call_created", second, last.next().text());

        Subscriber after = connect(shape);
        after.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"after\":\"" + afterFirst + "\",\"id\":1}");
        after.next("subscribed");
        ShapedConversation.assertIs(shape, "call_created", second, after.next().text());

        Subscriber snapshot = connect(shape);
        snapshot.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"snapshot\":true,\"id\":1}");
        assertThat(snapshot.next("subscribed").json().path("snapshot").asInt()).isEqualTo(2);
        assertThat(List.of(snapshot.next().text(), snapshot.next().text()))
                .anySatisfy(message -> ShapedConversation.assertIs(shape, "call_created", first, message))
                .anySatisfy(message -> ShapedConversation.assertIs(shape, "call_created", second, message));
    }

    /** Clients of three shapes on the same topic, so that what they share is told apart. */
    @Test
    void everyoneGetsTheShapeThatTheyAskedFor() {
        String resource = ShapedConversation.resource(admin);
        List<Subscriber> subscribers =
                List.of(connect(Shape.RESOURCE), connect(Shape.CLOUDEVENTS), connect(Shape.ENVELOPE));
        subscribers.forEach(subscriber -> subscriber.subscribe("call"));

        ShapedConversation.publish(server, "call_created", resource);

        ShapedConversation.assertIs(
                Shape.RESOURCE,
                "call_created",
                resource,
                subscribers.get(0).next().text());
        ShapedConversation.assertIs(
                Shape.CLOUDEVENTS,
                "call_created",
                resource,
                subscribers.get(1).next().text());
        ShapedConversation.assertIs(
                Shape.ENVELOPE,
                "call_created",
                resource,
                subscribers.get(2).next().text());
    }

    /** Line breaks and all, which the clients above would print as several lines. */
    @Test
    void theResourceIsByteForByteWhatWasPublished() {
        String resource = "{\r\n\t\"id\":\"c1\",\n\n\"customer_id\":\"" + admin.customer() + "\" ,\"n\":-0.0E+1\r}";
        Subscriber subscriber = connect(Shape.RESOURCE).subscribe("call");

        ShapedConversation.publish(server, "call_created", resource);

        assertThat(subscriber.next().text()).isEqualTo(resource);
    }

    @Test
    void itResumesFromItsLastPongAndMayGetAgainWhatCameAfter() {
        Subscriber first = connect(Shape.RESOURCE).subscribe("call");
        first.send("{\"type\":\"ping\",\"id\":1}");
        String position = first.next("pong").text("sequence");
        TestEvent seen = TestEvent.call("created", admin);
        TestEvent missed = TestEvent.call("created", admin);
        server.publish(seen);
        assertThat(first.next().text("id")).isEqualTo(seen.id());
        first.vanish();
        server.publish(missed);

        Subscriber second = connect(Shape.RESOURCE);
        second.send("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"after\":\"" + position + "\",\"id\":1}");
        Message subscribed = second.next("subscribed");

        assertThat(subscribed.json().path("recovered").asBoolean()).isTrue();
        assertThat(second.next().text("id")).isEqualTo(seen.id());
        assertThat(second.next().text("id")).isEqualTo(missed.id());
    }

    @Test
    void aTraceShowsItsEvents() {
        Subscriber subscriber = connect(Shape.RESOURCE).subscribe("call");
        String id = session().path("session").asText();
        server.operator().trace(id, 0);

        server.publish(TestEvent.call("created", admin));
        server.publish(TestEvent.of("queue_created", admin.customer()));
        assertThat(subscriber.next().json().has("id")).isTrue();

        assertThat(server.operator().tracedEvents(id)).contains("sent call_created", "filtered queue_created topics");
        assertThat(server.operator().session(id).path("shape").asText()).isEqualTo("resource");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bare     | x                | shape: bare (expected: one of cloudevents, envelope, resource)
            Resource | ringdown.v1      | shape: Resource (expected: one of cloudevents, envelope, resource)
            envelope | ringdown.v1      | shape: envelope with the subprotocol ringdown.v1 (expected: cloudevents, or no subprotocol)
            resource | cloudevents.json | shape: resource with the subprotocol cloudevents.json (expected: cloudevents, or no subprotocol)
            """)
    void whatCannotBeIsRefusedInASentence(String shape, String subprotocol, String sentence) {
        server.handshake()
                .token(admin.token())
                .shape(shape)
                .offering(subprotocol)
                .refusal()
                .assertProblem(400, sentence);
    }
}
