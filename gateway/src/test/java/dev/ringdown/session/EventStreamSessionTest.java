package dev.ringdown.session;

import static dev.ringdown.testing.MutableClock.START;
import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.Sequence;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A session whose client has said everything in its request. */
class EventStreamSessionTest {
    private final FakeSocket socket = FakeSocket.ofEventStream();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void itIsWelcomedToldWhatItHasAndGetsIt() {
        stream("topics=call,agent_id:" + People.OTHER_AGENT_ID + ":call&types=call_created");

        gateway.publish(call("created"), of("queue", "created"), call("hangup"), call("created"));

        socket.assertSaidStart("{'type':'welcome','session':'s1'");
        socket.assertSaidStart("{'type':'subscribed','id':'stream','topics':['call'],"
                + "'rejected':[{'topic':'agent_id:b0000000-0000-4000-8000-00000000000b:call','code':'forbidden',");
        socket.assertEvents("call_created", "call_created");
    }

    @Test
    void whoComesBackGetsExactlyWhatWasMissed() {
        gateway.publish(call("created"), call("progressing"), of("queue", "created"), call("hangup"));

        gateway.stream(People.AGENT, socket, "topics=call&last=100", "00000007-0000000000000001");
        loop.runUntilIdle();
        gateway.publish(call("updated"));

        socket.assertSaidStart("{'type':'welcome'").assertSaidStart("{'type':'subscribed'");
        socket.assertEvents("call_progressing", "call_hangup", "call_updated");
    }

    /** Or what comes before its first event would be missed by a client that is cut off before it. */
    @Test
    void whatItIsToldFirstIsAPositionAlready() {
        gateway.publish(call("created"));

        stream("topics=call");

        assertThat(socket.position()).isEqualTo(new Sequence(TestEvent.EPOCH, 1));
        socket.assertSaidStart("{'type':'welcome'").assertSaidStart("{'type':'subscribed'");
    }

    /** Who is cut off before the last of them has come must not come back with a place behind them. */
    @Test
    void whileSingleEventsAreStillToComeNothingElseIsAPosition() {
        gateway.publish(call("created"), call("hangup"));
        gateway.stream(People.AGENT, socket, "topics=call&last=2", null);
        loop.runOnce();
        loop.runOnce();
        socket.assertSaidStart("{'type':'welcome'").assertSaidStart("{'type':'subscribed'");
        assertThat(socket.position()).isNull();
        socket.stall();
        loop.runUntilIdle();
        socket.resume();

        sweepIn(Duration.ofSeconds(25));

        socket.assertSaidStart("{'type':'heartbeat'");
        assertThat(socket.position()).isNull();
        loop.runUntilIdle();
        socket.assertEvents("call_created", "call_hangup");
        gateway.advance(Duration.ofSeconds(25));
        socket.assertSaidStart("{'type':'heartbeat'");
        assertThat(socket.position()).isEqualTo(new Sequence(TestEvent.EPOCH, 2));
    }

    /** A super admin's own customer is another one than that of the stream. */
    @Test
    void thePositionIsThatOfTheStreamsCustomer() {
        gateway.stream(People.SUPER_ADMIN, socket, "topics=customer_id:" + People.OTHER_CUSTOMER + ":call", null);
        socket.stall();
        gateway.publish(call("created").customer(People.OTHER_CUSTOMER));
        gateway.publish(call("created"));
        socket.resume();

        sweepIn(Duration.ofSeconds(25));

        socket.assertSaidStart("{'type':'welcome'").assertSaidStart("{'type':'subscribed'");
        socket.assertSaid("{'type':'heartbeat','sequence':'00000007-0000000000000000','lag':1}");
        assertThat(socket.position()).isEqualTo(new Sequence(TestEvent.EPOCH, 0));
        loop.runUntilIdle();
        socket.assertEvents("call_created");
    }

    @Test
    void itCannotAnswerPingsAndLivesOn() {
        stream("topics=call");
        socket.forget();

        gateway.advance(Duration.ofMinutes(2));

        socket.assertSaidStart("{'type':'heartbeat'")
                .assertSaidStart("{'type':'heartbeat'")
                .assertSaidStart("{'type':'heartbeat'")
                .assertSaidStart("{'type':'heartbeat'");
    }

    @Test
    void itEndsWithItsToken() {
        gateway.stream(People.agentUntil(START.plusSeconds(10)), socket, "topics=call", null);
        socket.forget();

        gateway.advance(Duration.ofSeconds(10));

        socket.assertSaidStart("{'type':'expiring'").assertClosed(CloseReason.CREDENTIAL_ENDED);
    }

    /** Its client comes back by itself, but not before. */
    @Test
    void itEndsWhenTheNodeDrains() {
        stream("topics=call");
        socket.forget();

        gateway.sessions().drain(() -> 1500);
        loop.runUntilIdle();
        gateway.sessions().drain(() -> 1500);
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.DRAINING, 1500);
        assertThat(gateway.sessionsOpen()).isZero();
    }

    @Test
    void whenTheLogCannotBeReadItEndsAndMayComeBack() {
        TestGateway busy = TestGateway.withoutReaders(loop);
        busy.stream(People.AGENT, socket, "topics=call&last=1", null);

        loop.runUntilIdle();

        socket.assertSaidStart("{'type':'welcome'");
        socket.assertSaid("{'type':'error','id':'stream','code':'unavailable','message':"
                + "'the log cannot be read at this time, subscribe again later','topics':['call']}");
        socket.assertClosed(CloseReason.UNAVAILABLE);
    }

    @Test
    void itFallsBehindAndCatchesUp() {
        stream("topics=call");
        socket.forget();
        socket.stall();
        gateway.publish(call("created"), call("hangup"));
        socket.assertExhausted();

        socket.resume();
        loop.runUntilIdle();

        socket.assertEvents("call_created", "call_hangup");
    }

    @Test
    void whoTakesNothingIsClosed() {
        stream("topics=call");
        socket.forget();
        socket.stall();
        socket.unsent(1000);

        gateway.advance(Duration.ofSeconds(61));

        socket.assertClosed(CloseReason.TOO_SLOW);
    }

    @Test
    void itIsCountedByItsTransport() {
        stream("topics=call");
        gateway.connect(People.AGENT, new FakeSocket());

        assertThat(gateway.sessionsOpen("sse")).isOne();
        assertThat(gateway.sessionsOpen("websocket")).isOne();
        socket.forget();
    }

    private void stream(String query) {
        gateway.stream(People.AGENT, socket, query, null);
        loop.runUntilIdle();
    }

    /** Lets time pass without giving the loop time for anything but its sweep. */
    private void sweepIn(Duration time) {
        loop.advance(time);
        gateway.clock().advance(time);
        gateway.sessions().sweep();
    }
}
