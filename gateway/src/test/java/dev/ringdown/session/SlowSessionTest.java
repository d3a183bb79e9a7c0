package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
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
    void aSlowSessionIsClosedRatherThanLeftWithAGap() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        gateway.publish(call("created"));
        socket.stall(); // the peer stops reading

        gateway.publish(call("progressing"), call("hangup"));
        socket.resume();
        gateway.publish(call("updated"));

        socket.assertEvents("call_created").assertClosed(CloseReason.TOO_SLOW);
        assertThat(gateway.limitReached("limits.outbound-bytes")).isOne();
    }

    @Test
    void theOthersDoNotNotice() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        gateway.connect(People.AGENT, other).subscribe("call");
        socket.stall();

        gateway.publish(call("created"), call("hangup"));

        socket.assertClosed(CloseReason.TOO_SLOW);
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
    }

    @Test
    void whoWantsNothingMissesNothingThoughTheLoopIsOvertaken() {
        gateway.connect(People.AGENT, other).subscribe("call").unsubscribe("call");
        gateway.connect(People.AGENT, socket).subscribe("call");
        IntStream.range(0, 1025).forEach(i -> gateway.append(call("updated")));

        loop.runUntilIdle();

        socket.assertClosed(CloseReason.TOO_SLOW);
        assertThat(other.isClosed()).isFalse();
    }

    /** Nobody's socket was slow then: the loop itself was, and that is counted where it happens. */
    @Test
    void aLoopThatIsOvertakenClosesItsSessions() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        IntStream.range(0, 1025).forEach(i -> gateway.append(call("updated")));

        loop.runUntilIdle();

        socket.assertClosed(CloseReason.TOO_SLOW);
        assertThat(gateway.limitReached("log.tail-entries")).isOne();
        assertThat(gateway.limitReached("limits.outbound-bytes")).isZero();
    }
}
