package dev.ringdown.session;

import static dev.ringdown.testing.Reading.TIMEOUT;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A session that needs what only the disk has, which does not answer. */
class SilentDiskTest {
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = TestGateway.withSilentDisk(loop);
    private final FakeSocket socket = new FakeSocket();

    @Test
    void aSessionThatFellBehindTheTailIsClosedInTheEnd() {
        fallBehindTheTail();

        loop.advance(TIMEOUT.minus(Duration.ofNanos(1)));
        loop.runUntilIdle();
        assertThat(socket.isClosed()).isFalse();
        loop.advance(Duration.ofNanos(1));
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.UNAVAILABLE);
        assertThat(gateway.limitReached("limits.read-timeout")).isOne();
    }

    private void fallBehindTheTail() {
        gateway.connect(People.AGENT, socket).subscribe("call");
        socket.stall();
        IntStream.range(0, TestGateway.TAIL_ENTRIES + 1).forEach(i -> gateway.publish(call("updated")));
        socket.resume();
        loop.runUntilIdle();
    }
}
