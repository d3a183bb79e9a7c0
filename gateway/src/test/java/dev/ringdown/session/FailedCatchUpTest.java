package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.testing.TestLimits;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FailedCatchUpTest {
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    /** Nobody knows what the client got, so it must come back and say where it was. */
    @Test
    void aReplayThatCannotBeWrittenEndsTheSession() {
        BrokenConnection broken = new BrokenConnection();
        gateway.publish(call("created"));
        Session session = gateway.sessions().open("b", People.AGENT, broken, false, TestLimits.unlimited());

        session.onText("{\"type\":\"subscribe\",\"topics\":[\"call\"],\"after\":\"00000007-0000000000000000\"}"
                .getBytes(StandardCharsets.UTF_8));
        loop.runUntilIdle();

        assertThat(broken.closed).containsExactly(CloseReason.INTERNAL);
        gateway.encoder().assertAllReleasedOnce();
    }
}
