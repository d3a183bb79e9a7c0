package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.trace.TraceOptions;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SlowSessionTest {
    private final FakeSocket socket = new FakeSocket();
    private final FakeSocket other = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        other.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void aSlowSessionIsServedFromTheLogAndMissesNothing() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.stall(); // the peer stops reading

        gateway.publish(call("created"), call("progressing"), call("hangup"));
        socket.assertExhausted();
        socket.resume();
        loop.runUntilIdle();

        socket.assertEvents("call_created", "call_progressing", "call_hangup");
        assertThat(gateway.total("ringdown.sessions.fell.behind")).isOne();
    }

    @Test
    void aSessionThatHasCaughtUpIsLiveAgain() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.stall();
        gateway.publish(call("created"));
        socket.resume();
        loop.runUntilIdle();

        gateway.publish(call("hangup"));

        socket.assertEvents("call_created", "call_hangup");
        assertThat(gateway.total("ringdown.deliveries.caught.up")).isOne();
    }

    @Test
    void theOthersDoNotNotice() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        gateway.connect(People.AGENT, other).subscribe("call");
        socket.stall();

        gateway.publish(call("created"), call("hangup"));

        other.assertOneWrite("call_created", "call_hangup");
    }

    @Test
    void aSessionThatMissesNothingMayBeSlow() {
        gateway.connect(People.AGENT, socket).subscribe("queue");
        gateway.connect(People.AGENT, other).subscribe("call");
        socket.stall();

        gateway.publish(call("created"));
        socket.resume();
        gateway.publish(of("queue", "created"));

        socket.assertEvents("queue_created");
        other.assertEvents("call_created");
        assertThat(gateway.total("ringdown.sessions.fell.behind")).isZero();
    }

    @Test
    void aLoopThatIsOvertakenServesItsSessionsFromTheLog() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        IntStream.range(0, 1025).forEach(i -> gateway.append(call("updated")));

        loop.runUntilIdle();

        assertThat(socket.takeEvents()).hasSize(1025);
        assertThat(gateway.limitReached("log.tail-entries")).isOne();
        assertThat(gateway.log().reads()).isPositive();
    }

    /** Else it would be held, and told things, for as long as its loop lives. */
    @Test
    void whoIsGoneIsForgottenByTheRouter() {
        gateway.connect(People.AGENT, other).subscribe("call").vanish();
        gateway.connect(People.AGENT, socket).subscribe("call");
        IntStream.range(0, 1025).forEach(i -> gateway.append(call("updated")));

        loop.runUntilIdle();

        assertThat(socket.takeEvents()).hasSize(1025);
        assertThat(gateway.total("ringdown.sessions.fell.behind")).isOne();
    }

    @Test
    void aReaderThatRetentionOvertakesIsToldHowMuchItMissed() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.stall();
        gateway.publish(call("created"), of("queue", "created"), call("hangup"));
        gateway.log().dropEverything();

        gateway.publish(call("updated"));
        socket.resume();
        loop.runUntilIdle();

        socket.assertSaid("{'type':'gap','topics':['call'],'after':'00000007-0000000000000000',"
                + "'before':'00000007-0000000000000004','count':3,'reason':'retention'}");
        socket.assertEvents("call_updated");
    }

    @Test
    void aPeerThatTakesNothingAtAllIsClosed() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.stall();
        socket.unsent(1_000);

        gateway.advance(Duration.ofSeconds(60));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertClosed(CloseReason.TOO_SLOW);
        assertThat(gateway.limitReached("limits.stalled")).isOne();
    }

    @Test
    void aPeerThatTakesNothingAtAllIsClosedAlsoWhileItIsTraced() {
        TestClient client = gateway.connect(People.AGENT, socket).subscribe("call");
        client.session().trace(0, new TraceOptions(10, Duration.ofMinutes(10), new Semaphore(1)));
        socket.stall();
        socket.unsent(1_000);

        gateway.advance(Duration.ofSeconds(61));

        socket.assertClosed(CloseReason.TOO_SLOW);
    }

    @Test
    void aPeerThatHasTakenWhatCameFromTheLogMayStayThoughAsMuchWaitsAgain() {
        gateway.append(call("created"));
        gateway.connect(People.AGENT, socket.takeLater())
                .say("{'type':'subscribe','topics':['call'],'after':'00000007-0000000000000000'}");
        gateway.publish(call("hangup"));
        socket.unsent(1_000);
        gateway.advance(Duration.ofSeconds(60));
        socket.assertEvents("call_created");

        socket.take();
        gateway.advance(Duration.ofSeconds(60));

        assertThat(socket.isClosed()).isFalse();
        socket.take();
        socket.forget(); // pings, and the rest
    }

    @Test
    void aPeerForWhomSomethingWaitsIsNotTakenForGone() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.unsent(1_000);
        gateway.advance(Duration.ofSeconds(46));
        socket.unsent(999);

        gateway.advance(Duration.ofSeconds(46));

        assertThat(socket.isClosed()).isFalse();
        assertThat(gateway.limitReached("limits.pong-timeout")).isZero();
        socket.forget(); // pings
    }

    @Test
    void aPeerThatTakesALittleNowAndThenMayStay() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.stall();
        socket.unsent(1_000);
        gateway.advance(Duration.ofSeconds(59));

        socket.unsent(999);
        gateway.advance(Duration.ofSeconds(59));

        socket.assertExhausted();
    }
}
