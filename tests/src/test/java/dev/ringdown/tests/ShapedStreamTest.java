package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.EventStream;
import dev.ringdown.tests.support.LogFolders;
import dev.ringdown.tests.support.RunningServer;
import dev.ringdown.tests.support.Shape;
import dev.ringdown.tests.support.TestEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events in other shapes over Server-Sent Events, whose position stands beside them. */
class ShapedStreamTest {
    @RegisterExtension
    static final RunningServer server = RunningServer.with();

    private final Agent admin = Agent.admin();

    private String url(Shape shape, String more) {
        return server.streamUrl(admin, "topics=call&shape=" + shape.text() + more);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("curl")
    void curl(Shape shape) {
        String resource = ShapedConversation.resource(admin);
        try (EventStream stream = EventStream.curl(url(shape, ""))) {
            stream.subscribed();

            ShapedConversation.publish(server, "call_created", resource);

            ShapedConversation.assertIs(
                    shape,
                    "call_created",
                    resource,
                    stream.next("message").message().text());
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("npm")
    void npmsEventsource(Shape shape) {
        String resource = ShapedConversation.resource(admin);
        try (EventStream stream = EventStream.npm(url(shape, ""))) {
            stream.subscribed();

            ShapedConversation.publish(server, "call_created", resource);

            ShapedConversation.assertIs(
                    shape,
                    "call_created",
                    resource,
                    stream.next("message").message().text());
        }
    }

    /** A client puts the lines together again. */
    @Test
    @Tag("npm")
    void theLinesOfAResourceStayLines() {
        String resource = "{\n \"id\":\"c1\",\n\n\"customer_id\":\"" + admin.customer() + "\"\n}";
        try (EventStream stream = EventStream.npm(url(Shape.RESOURCE, ""))) {
            stream.subscribed();

            ShapedConversation.publish(server, "call_created", resource);

            assertThat(stream.next("message").message().text()).isEqualTo(resource);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Tag("curl")
    void whoComesBackGetsExactlyWhatWasMissed(Shape shape) {
        String seen = ShapedConversation.resource(admin);
        String missed = ShapedConversation.resource(admin);
        String live = ShapedConversation.resource(admin);
        String position;
        try (EventStream stream = EventStream.curl(url(shape, ""))) {
            stream.subscribed();
            ShapedConversation.publish(server, "call_created", seen);
            position = stream.next("message").id();
        }
        ShapedConversation.publish(server, "call_created", missed);

        try (EventStream back = EventStream.curl(url(shape, "&last=3"), "-H", "Last-Event-ID: " + position)) {
            back.subscribed();
            ShapedConversation.assertIs(
                    shape,
                    "call_created",
                    missed,
                    back.next("message").message().text());
            ShapedConversation.publish(server, "call_created", live);
            ShapedConversation.assertIs(
                    shape, "call_created", live, back.next("message").message().text());
        }
    }

    @Test
    @Tag("npm")
    void nothingIsMissedAndNothingComesTwiceThoughTheServerIsKilled() {
        List<TestEvent> calls = IntStream.range(0, 30)
                .mapToObj(i -> TestEvent.call("created", admin))
                .toList();
        String log = "log.dir=" + LogFolders.next();
        RunningServer first = RunningServer.start(log);
        try (EventStream stream = EventStream.npm(first.streamUrl(admin, "topics=call&shape=resource"))) {
            stream.subscribed();
            calls.subList(0, 20).forEach(first::publish);
            first.kill(); // what of these the client has got is not known
            try (RunningServer second = RunningServer.start(
                    log, "server.port=" + first.publicAddress().getPort())) {
                calls.subList(20, 30).forEach(second::publish);

                assertThat(stream.eventsWhileReconnecting(30))
                        .containsExactlyElementsOf(
                                calls.stream().map(TestEvent::id).toList());
            }
        } finally {
            first.close();
        }
    }

    @Test
    void anUnknownShapeIsRefusedInASentence() {
        server.handshake()
                .path("/v1.0/events/stream?topics=call&shape=bare&token=" + admin.token())
                .refusal()
                .assertProblem(400, "shape: bare (expected: one of cloudevents, envelope, resource)");
    }
}
