package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.testing.TestLimits;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is wrong with one session is not to be felt by the others, whether they come before it or after it. */
class FaultySessionTest {
    private final CapturedLog captured = new CapturedLog();
    private final FakeSocket first = new FakeSocket();
    private final FakeSocket second = new FakeSocket();
    private final BrokenConnection broken = new BrokenConnection();
    private final TestGateway gateway = new TestGateway(new ManualLoop());

    @AfterEach
    void nothingElseWasSent() {
        captured.close();
        first.assertExhausted();
        second.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void aSessionThatCannotBeSweptIsClosed() {
        gateway.sessions().open("b", People.AGENT, broken, false, TestLimits.unlimited());

        gateway.advance(Duration.ofSeconds(25)); // a ping is due

        assertThat(broken.closed).containsExactly(CloseReason.INTERNAL);
        assertThat(gateway.sessionsOpen()).isZero();
        assertThat(captured.errors()).containsExactly("internal error session=b");
    }

    @Test
    void theOthersAreSwept() {
        gateway.connect(People.AGENT, first);
        gateway.sessions().open("b", People.AGENT, broken, false, TestLimits.unlimited());
        gateway.connect(People.AGENT, second);

        gateway.advance(Duration.ofSeconds(25));

        first.assertPinged();
        second.assertPinged();
    }

    @Test
    void itIsNotSweptAgain() {
        gateway.sessions().open("b", People.AGENT, broken, false, TestLimits.unlimited());
        gateway.advance(Duration.ofSeconds(25));

        gateway.advance(Duration.ofSeconds(50));

        assertThat(broken.closed).hasSize(1);
        assertThat(captured.errors()).hasSize(1);
    }

    @Test
    void aSessionToWhichNothingCanBeWrittenIsClosedAndTheOthersGetTheirs() {
        gateway.connect(People.AGENT, first).subscribe("call");
        subscribe(gateway.sessions().open("b", People.AGENT, broken, false, TestLimits.unlimited()));
        gateway.connect(People.AGENT, second).subscribe("call");

        gateway.publish(call("created"));
        gateway.publish(call("hangup"));

        assertThat(broken.closed).containsExactly(CloseReason.INTERNAL);
        first.assertEvents("call_created", "call_hangup");
        second.assertEvents("call_created", "call_hangup");
    }

    @Test
    void aSessionThatCannotBeginLeavesNothingBehind() {
        assertThatThrownBy(() -> gateway.sessions().open("b", People.AGENT, broken, true, TestLimits.unlimited()))
                .hasMessage("the pipeline is broken");

        assertThat(gateway.sessionsOpen()).isZero();
        gateway.advance(Duration.ofSeconds(25));
        assertThat(captured.errors()).isEmpty();
    }

    private static void subscribe(Session session) {
        session.onText("{\"type\":\"subscribe\",\"topics\":[\"call\"]}".getBytes(StandardCharsets.UTF_8));
    }
}
