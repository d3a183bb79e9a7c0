package dev.ringdown.session;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoopSessionsTest {
    private final FakeSocket first = new FakeSocket();
    private final FakeSocket second = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        first.assertExhausted();
        second.assertExhausted();
    }

    @Test
    void closingAllEndsEverySessionOnTheLoop() {
        gateway.connect(People.AGENT, first);
        gateway.connect(People.ADMIN, second);

        gateway.sessions().closeAll(CloseReason.SHUTTING_DOWN);
        assertThat(first.isClosed()).isFalse();
        loop.runUntilIdle();

        first.assertClosed(CloseReason.SHUTTING_DOWN);
        second.assertClosed(CloseReason.SHUTTING_DOWN);
        assertThat(gateway.sessionsOpen()).isZero();
    }

    @Test
    void everySessionIsToldItsOwnTimeToComeBack() {
        AtomicLong millis = new AtomicLong();
        gateway.connectWithNotices(People.AGENT, first);
        gateway.connectWithNotices(People.ADMIN, second);
        first.forget();
        second.forget();

        gateway.sessions().drain(() -> millis.addAndGet(100));
        loop.runUntilIdle();

        assertThat(new String[] {first.takeText(), second.takeText()})
                .containsExactlyInAnyOrder(
                        "{\"type\":\"closing\",\"code\":1012,\"reconnect\":100}",
                        "{\"type\":\"closing\",\"code\":1012,\"reconnect\":200}");
    }

    @Test
    void aSweepMayCloseEverybody() {
        gateway.connect(People.agentUntil(START.plusSeconds(1)), first);
        gateway.connect(People.agentUntil(START.plusSeconds(1)), second);

        gateway.advance(Duration.ofSeconds(1));

        first.assertClosed(CloseReason.CREDENTIAL_ENDED);
        second.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void aSweepSeesWhoIsBehindAndHowFar() {
        gateway.connect(People.AGENT, first).subscribe("call");
        gateway.connect(People.AGENT, second).subscribe("call");
        first.forget();
        second.forget();
        first.stall();
        gateway.publish(call("created"), call("progressing"));
        gateway.publish(call("hangup"));

        gateway.advance(Duration.ofSeconds(1));
        assertThat(gateway.shown("ringdown.sessions.behind")).isOne();
        assertThat(gateway.shown("ringdown.catch.up.lag")).isEqualTo(3);

        first.resume();
        loop.runUntilIdle();
        gateway.advance(Duration.ofSeconds(1));
        assertThat(gateway.shown("ringdown.sessions.behind")).isZero();
        assertThat(gateway.shown("ringdown.catch.up.lag")).isZero();
        first.forget();
        second.forget();
    }

    @Test
    void aSweepThatClosesOneGoesOnToTheNext() {
        gateway.connect(People.agentUntil(START.plusSeconds(25)), first);
        gateway.connect(People.ADMIN, second);

        gateway.advance(Duration.ofSeconds(25));

        first.assertClosed(CloseReason.CREDENTIAL_ENDED);
        second.assertPinged();
    }
}
