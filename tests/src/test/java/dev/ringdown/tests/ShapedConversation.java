package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Client;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Shape;
import java.util.UUID;

/** What a client hears that has asked for a shape. Stateless. */
final class ShapedConversation {
    private ShapedConversation() {}

    /** A resource as a publisher may spell it, which no JSON library writes so; in one line. */
    static String resource(Agent agent) {
        return "{ \"customer_id\":\"" + agent.customer() + "\", \"id\" : \"" + UUID.randomUUID()
                + "\",\"text\":\"\\u00e9 ☎ \\/ \\\"data\\\":\",\"nested\":[{ }, {\"data\":1.50e+00 } ],\"data\":null }";
    }

    /** Publishes a resource as it is; it must be taken. */
    static void publish(RunningServer server, String type, String resource) {
        assertThat(server.publisher()
                        .post(Publisher.ENVELOPE, "{\"type\":\"" + type + "\",\"data\":" + resource + "}")
                        .status())
                .isEqualTo(202);
    }

    /** Publishes an event without data, whose attribute looks like one. */
    static void publishWithoutData(RunningServer server, Agent agent) {
        assertThat(server.publisher()
                        .post(
                                Publisher.CLOUD_EVENT,
                                "{\"specversion\":\"1.0\",\"id\":\"" + UUID.randomUUID() + "\",\"source\":\"/tests\","
                                        + "\"type\":\"call_hangup\",\"subject\":\"call:c1\",\"customerid\":\""
                                        + agent.customer() + "\",\"note\":\"\\\",\\\"data\\\":{}\",\"control\":true}")
                        .status())
                .isEqualTo(202);
    }

    /** What comes of an event with this data, to its end. */
    static void assertIs(Shape shape, String type, String data, String message) {
        switch (shape) {
            case RESOURCE -> assertThat(message).isEqualTo(data);
            case ENVELOPE -> assertThat(message).isEqualTo("{\"type\":\"" + type + "\",\"data\":" + data + "}");
            case CLOUDEVENTS ->
                assertThat(message)
                        .startsWith("{\"specversion\":\"1.0\",")
                        .endsWith(",\"datacontenttype\":\"application/json\",\"data\":" + data + "}");
        }
    }

    /** Events with data and without, and everything else that a client without a subprotocol may hear. */
    static void assertHeldBy(Client client, Shape shape, RunningServer server, Agent admin) {
        String resource = resource(admin);

        client.send("{\"type\":\"subscribe\",\"topics\":[\"call\",\""
                + Agent.admin().customerTopic("call") + "\"],\"id\":1}");
        assertControl(client, shape, "subscribed");
        publish(server, "call_created", resource);
        assertIs(shape, "call_created", resource, client.next());
        publishWithoutData(server, admin);
        assertWithoutData(shape, client.next());
        client.send("{\"type\":\"subscribe\",\"topics\":[\"" + Agent.admin().customerTopic("call") + "\"]}");
        assertControl(client, shape, "error");
        client.send("{\"type\":\"ping\",\"id\":2}");
        assertControl(client, shape, "pong");
    }

    private static void assertWithoutData(Shape shape, String message) {
        switch (shape) {
            case RESOURCE -> assertThat(message).isEqualTo("null");
            case ENVELOPE -> assertThat(message).isEqualTo("{\"type\":\"call_hangup\",\"data\":null}");
            case CLOUDEVENTS ->
                assertThat(message).startsWith("{\"specversion\":\"1.0\",").doesNotContain("datacontenttype");
        }
    }

    private static void assertControl(Client client, Shape shape, String type) {
        assertThat(client.next())
                .startsWith((shape == Shape.CLOUDEVENTS ? "{" : "{\"control\":true,") + "\"type\":\"" + type + "\"");
    }
}
