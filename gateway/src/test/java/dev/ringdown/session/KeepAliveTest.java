package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In the tests a peer is pinged every 25 s and has 20 s to answer. */
class KeepAliveTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void aPeerThatAnswersIsPingedAgainAndAgain() {
        gateway.advance(Duration.ofSeconds(25));
        socket.assertPinged();
        client.pong();
        gateway.advance(Duration.ofSeconds(24));
        socket.assertExhausted();
        gateway.advance(Duration.ofSeconds(1));

        socket.assertPinged();
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void aPeerThatDoesNotAnswerIsClosed() {
        gateway.advance(Duration.ofSeconds(44));
        socket.assertPinged();
        socket.assertExhausted();

        gateway.advance(Duration.ofSeconds(1));

        socket.assertClosed(CloseReason.NO_PONG);
        assertThat(gateway.limitReached("limits.pong-timeout")).isOne();
    }

    @Test
    void anyMessageShowsThatThePeerIsThere() {
        client.subscribe("call");
        gateway.advance(Duration.ofSeconds(30));
        socket.assertPinged();

        client.say("{'type':'subscribe','topics':[]}");
        gateway.advance(Duration.ofSeconds(19));

        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void eventsThatThePeerIsSentShowNothing() {
        client.subscribe("call");
        gateway.advance(Duration.ofSeconds(25));
        socket.assertPinged();

        gateway.publish(call("created"));
        gateway.advance(Duration.ofSeconds(20));

        socket.assertEvents("call_created").assertClosed(CloseReason.NO_PONG);
    }

    @Test
    void pingsThatComeFasterThanTheTimeoutDoNotPutItOff() {
        FakeSocket quick = new FakeSocket();
        SessionOptions everyFiveSeconds = new SessionOptions(
                65_536,
                5,
                3,
                20,
                100,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20),
                Duration.ofSeconds(60),
                50,
                200,
                10,
                Duration.ofHours(24));
        TestGateway busy = new TestGateway(new ManualLoop(), everyFiveSeconds);
        busy.connect(People.AGENT, quick);

        busy.advance(Duration.ofSeconds(25));

        quick.assertPinged()
                .assertPinged()
                .assertPinged()
                .assertPinged()
                .assertClosed(CloseReason.NO_PONG)
                .assertExhausted();
    }

    /** Its messages wait for their turn, or it sends too much. */
    @Test
    void aPeerThatIsNotReadFromIsNotTakenForGone() {
        socket.read(false);
        gateway.advance(Duration.ofSeconds(74));
        socket.assertPinged().assertPinged();
        assertThat(socket.isClosed()).isFalse();

        socket.read(true);
        gateway.advance(Duration.ofSeconds(21));

        socket.assertPinged().assertClosed(CloseReason.NO_PONG);
    }

    @Test
    void aLatePongIsNoAnswerToTheNextPing() {
        gateway.advance(Duration.ofSeconds(30));
        socket.assertPinged();
        client.pong();

        gateway.advance(Duration.ofSeconds(40));

        socket.assertPinged().assertClosed(CloseReason.NO_PONG);
    }
}
