package dev.ringdown.session;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.TestEvent.call;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A connection lives as long as its token. */
class TokenEndTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void theConnectionEndsToTheSecond() {
        gateway.connect(People.agentUntil(START.plusSeconds(10)), socket);

        gateway.advance(Duration.ofSeconds(9));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void aFractionOfASecondIsWaitedFor() {
        gateway.connect(People.agentUntil(START.plusMillis(9_500)), socket);

        gateway.advance(Duration.ofSeconds(9));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void nothingIsDeliveredAfterwards() {
        gateway.connect(People.agentUntil(START.plusSeconds(1)), socket).subscribe("call");
        gateway.publish(call("created"));
        gateway.advance(Duration.ofSeconds(1));

        gateway.publish(call("hangup"));

        socket.assertEvents("call_created").assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void aTokenThatEndedBeforeTheFirstSweepEndsTheConnectionInIt() {
        gateway.connectWithNotices(People.agentUntil(START), socket);
        socket.forget();

        gateway.sessions().sweep();

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void aPeerThatTakesNothingIsClosedAtTheEndOfItsTokenToo() {
        gateway.connect(People.agentUntil(START.plusSeconds(10)), socket);
        socket.stall();

        gateway.advance(Duration.ofSeconds(9));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    /** VoIPBin writes the end of the calendar where something never happens. */
    @Test
    void aTokenThatNeverEndsIsJustFarAway() {
        gateway.connect(People.agentUntil(Instant.parse("9999-01-01T00:00:00Z")), socket);

        gateway.advance(Duration.ofSeconds(20));
    }
}
