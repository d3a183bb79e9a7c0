package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ringdown.event.EventShape;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.trace.TraceEntry;
import dev.ringdown.trace.TraceOptions;
import dev.ringdown.trace.TracePage;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets events in another shape than CloudEvents is told of everything else that it is no event. */
class ShapedSessionTest {
    private static final String EMPTY_LOG = "00000007-0000000000000000";

    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final FakeSocket socket = new FakeSocket().of(EventShape.RESOURCE);
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    private void say(String json) {
        client.say(json);
        loop.runUntilIdle();
    }

    @Test
    void everyReplySaysItFirst() {
        say("{'type':'subscribe','topics':['call'],'id':1}");
        say("{'type':'ping','id':2}");
        say("{'type':'explain','topics':['call'],'id':3}");
        say("{'type':'unsubscribe','topics':['call'],'id':4}");
        say("{'type':'dance'}");
        say("{'type':'subscribe','topics':['customer_id:" + People.CUSTOMER + "']}");

        socket.assertSaid("{'control':true,'type':'subscribed','id':1,'topics':['call'],'rejected':[],'sequence':'"
                + EMPTY_LOG + "'}");
        socket.assertSaid("{'control':true,'type':'pong','id':2,'sequence':'" + EMPTY_LOG + "'}");
        socket.assertSaidStart("{'control':true,'type':'explained','id':3,");
        socket.assertSaid("{'control':true,'type':'unsubscribed','id':4,'topics':['call']}");
        socket.assertSaidStart("{'control':true,'type':'error','code':'unknowntype',");
        socket.assertSaidStart("{'control':true,'type':'error','code':'forbidden',");
    }

    @Test
    void aGapSaysItToo() {
        gateway.publish(call("created"), call("hangup"));
        socket.assertExhausted();
        gateway.log().dropEverything();

        say("{'type':'subscribe','topics':['call'],'id':1,'after':'" + EMPTY_LOG + "'}");

        socket.assertSaidStart("{'control':true,'type':'subscribed','id':1,");
        socket.assertSaidStart("{'control':true,'type':'gap','topics':['call'],");
    }

    @ParameterizedTest
    @EnumSource(names = {"ENVELOPE", "RESOURCE"})
    void aStreamSaysItOfWhatItSaysUnasked(EventShape shape) {
        FakeSocket stream = FakeSocket.ofEventStream().of(shape);
        gateway.stream(People.AGENT, stream, "topics=call", null);
        gateway.advance(TestGateway.OPTIONS.heartbeat());
        socket.assertPinged();

        stream.assertSaidStart("{'control':true,'type':'welcome',");
        stream.assertSaidStart("{'control':true,'type':'subscribed','id':'stream',");
        stream.assertSaidStart("{'control':true,'type':'heartbeat',");
        stream.assertExhausted();
    }

    /** Events of these shapes have no sequence; a reply has one. */
    @Test
    void itResumesFromItsLastPong() {
        client.subscribe("call");
        gateway.publish(call("created"));
        socket.assertEvents("call_created");
        say("{'type':'ping','id':1}");
        String pong = socket.takeText();
        gateway.publish(call("progressing"), call("hangup"));
        socket.assertEvents("call_progressing", "call_hangup");

        FakeSocket second = new FakeSocket().of(EventShape.RESOURCE);
        gateway.connect(People.AGENT, second)
                .say("{'type':'subscribe','topics':['call'],'after':'"
                        + pong.replaceAll(".*\"sequence\":\"([^\"]+)\".*", "$1") + "'}");
        loop.runUntilIdle();

        second.assertEvents("call_progressing", "call_hangup");
        second.assertExhausted();
    }

    @Test
    void aTraceShowsItsEventsAndCountsTheBytesOfItsShape() {
        TraceOptions options = new TraceOptions(10, Duration.ofSeconds(10), new Semaphore(1));
        client.subscribe("call");
        client.session().trace(0, options);

        gateway.publish(call("created"), of("queue", "created"));
        say("{'type':'ping','id':1}");

        TracePage page = client.session().trace(0, options).orElseThrow();
        assertThat(page.entries())
                .extracting(entry -> entry.what().text(), TraceEntry::type, TraceEntry::bytes)
                .containsExactly(
                        tuple("filtered", "queue_created", 0),
                        tuple("sent", "call_created", "null".length()),
                        tuple("client", "ping", "{'type':'ping','id':1}".length()),
                        tuple(
                                "control",
                                "pong",
                                ("{'control':true,'type':'pong','id':1,'sequence':'" + EMPTY_LOG + "'}")
                                        .getBytes(UTF_8)
                                        .length));
        socket.forget();
    }

    @Test
    void itsStatusTellsTheShape() {
        assertThat(client.session().status().peer().shape()).isEqualTo(EventShape.RESOURCE);
    }
}
