package dev.ringdown.tests;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.Handshake;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Shape;
import dev.ringdown.tests.support.Subscriber;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway in place of VoIPBin's own, whose clients ask for nothing and expect bare resources. */
class DefaultShapeTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with("server.event-shape=resource");

    private final Agent admin = Agent.admin();

    /** What comes on the connection for one event, which must have this shape. */
    private void assertComesAs(Shape shape, Handshake handshake) {
        Subscriber subscriber = server.subscriber(handshake.open().expecting(shape));
        subscriber.subscribe("call");
        String resource = ShapedConversation.resource(admin);

        ShapedConversation.publish(server, "call_created", resource);

        ShapedConversation.assertIs(
                shape, "call_created", resource, subscriber.next().text());
    }

    @Test
    void whoOffersNoSubprotocolGetsIt() {
        assertComesAs(Shape.RESOURCE, server.handshake().token(admin.token()));
    }

    @Test
    void aCredentialInItsPlaceIsNone() {
        assertComesAs(Shape.RESOURCE, server.handshake().offering("bearer." + admin.token()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudevents.json", "somebody.elses"})
    void whoOffersASubprotocolGetsCloudEvents(String subprotocol) {
        assertComesAs(Shape.CLOUDEVENTS, server.handshake().token(admin.token()).offering(subprotocol));
    }

    @Test
    void ourOwnClientsGetCloudEvents() {
        Subscriber subscriber = server.connectWithNotices(admin);
        subscriber.next("welcome");
        subscriber.subscribe("call");
        String resource = ShapedConversation.resource(admin);

        ShapedConversation.publish(server, "call_created", resource);

        ShapedConversation.assertIs(
                Shape.CLOUDEVENTS, "call_created", resource, subscriber.next().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cloudevents", "envelope"})
    void whoAsksForAnotherGetsThat(String shape) {
        assertComesAs(
                Shape.of("?shape=" + shape),
                server.handshake().token(admin.token()).shape(shape));
    }

    @Test
    @Tag("curl")
    void aStreamHasItsOwnDefault() {
        try (EventStream stream = EventStream.curl(server.streamUrl(admin, "topics=call"))) {
            stream.subscribed();
            String resource = ShapedConversation.resource(admin);

            ShapedConversation.publish(server, "call_created", resource);

            ShapedConversation.assertIs(
                    Shape.CLOUDEVENTS,
                    "call_created",
                    resource,
                    stream.next().message().text());
        }
    }
}
