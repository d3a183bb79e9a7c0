package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Client;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.Message;
import dev.ringdown.tests.support.Publisher;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.TestEvent;

/** What every client must be able to do with nothing but VoIPBin's page in hand. Stateless. */
final class SeedConversation {
    private SeedConversation() {}

    /** Subscribes to two topics and then to one less; what comes after is the proof that nothing else came before. */
    static void assertHeldBy(Client client, RunningServer server, Agent admin) {
        assertHeldBy(client, server.publisher(), admin);
    }

    /** The same, of the gateway that this publisher speaks to. */
    static void assertHeldBy(Client client, Publisher publisher, Agent admin) {
        TestEvent call = TestEvent.call("created", admin);
        TestEvent hangup = TestEvent.call("hangup", admin);
        TestEvent queue = TestEvent.of("queue_updated", admin.customer()).with("name", "Grüße ☎");

        client.send("{\"type\":\"subscribe\",\"topics\":[\"call\",\"" + admin.customerTopic("queue") + "\"]}");
        assertSettled(client);
        publisher.publish(call);
        assertReceives(client, call);

        client.send("{\"type\":\"unsubscribe\",\"topics\":[\"call\"]}");
        assertSettled(client);
        publisher.publish(hangup);
        publisher.publish(queue);
        assertReceives(client, queue);
    }

    /** The server answers in order, so a pong shows that what was sent before it holds, and that it was silent on it. */
    private static void assertSettled(Client client) {
        client.send("{\"type\":\"ping\",\"id\":\"settled?\"}");
        assertThat(client.next()).startsWith("{\"type\":\"pong\",\"id\":\"settled?\"");
    }

    private static void assertReceives(Client client, TestEvent event) {
        Message message = Message.of(client.next());
        assertThat(message.type()).as(message.text()).isEqualTo(event.type());
        assertThat(message.json().path("data")).isEqualTo(Json.parse(Json.write(event.data())));
    }
}
