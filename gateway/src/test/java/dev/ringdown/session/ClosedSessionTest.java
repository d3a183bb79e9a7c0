package dev.ringdown.session;

import static dev.ringdown.testing.TestEvent.call;
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

/** The socket of the tests fails if anything is sent on it after its close. */
class ClosedSessionTest {
    private final FakeSocket socket = new FakeSocket();
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final TestClient client = gateway.connectWithNotices(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
        gateway.encoder().assertAllReleasedOnce();
    }

    @Test
    void nothingIsSentAfterTheClose() {
        client.subscribe("call");
        socket.forget();

        client.session().close(CloseReason.SHUTTING_DOWN);
        client.say("{'type':'ping','id':1}").say("[").subscribe("queue");
        gateway.publish(call("created"));
        gateway.advance(Duration.ofSeconds(50));
        gateway.sessions().drain(() -> 1);
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.SHUTTING_DOWN);
    }

    @Test
    void theFirstReasonStands() {
        socket.forget();

        client.session().close(CloseReason.DRAINING);
        client.session().close(CloseReason.INTERNAL);

        socket.assertClosed(CloseReason.DRAINING);
    }

    @Test
    void aConnectionThatBrokeGetsNothingMore() {
        client.subscribe("call");
        socket.forget();

        client.vanish();
        gateway.publish(call("created"));
        gateway.advance(Duration.ofSeconds(50));
        client.session().close(CloseReason.SHUTTING_DOWN);
    }

    @Test
    void whatWasAppendedBeforeTheCloseButNotRoutedIsNotSent() {
        client.subscribe("call");
        socket.forget();
        gateway.append(call("created"));

        client.session().close(CloseReason.SHUTTING_DOWN);
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.SHUTTING_DOWN);
    }

    @Test
    void whatWasLookedForInTheLogIsNotSentAfterTheClose() {
        client.say("{'type':'subscribe','topics':['call'],'last':5,'id':1}")
                .say("{'type':'subscribe','topics':['queue'],'snapshot':true,'id':2}");
        socket.forget();

        client.session().close(CloseReason.SHUTTING_DOWN);
        loop.runUntilIdle();

        socket.assertClosed(CloseReason.SHUTTING_DOWN);
    }

    @Test
    void nothingIsReadForWhoGoesWhileItIsBehind() {
        client.subscribe("call");
        socket.forget();
        IntStream.range(0, 1025).forEach(i -> gateway.append(call("updated")));
        loop.runOnce();
        int readsBefore = gateway.log().reads();

        client.vanish();
        loop.runUntilIdle();

        assertThat(gateway.limitReached("log.tail-entries")).isOne();
        assertThat(gateway.log().reads()).isEqualTo(readsBefore);
    }

    @Test
    void whoIsTracedIsClosedAsAnybodyElse() {
        client.session().trace(0, new TraceOptions(10, Duration.ofMinutes(10), new Semaphore(1)));
        socket.forget();

        client.session().close(CloseReason.SHUTTING_DOWN);
        client.say("{'type':'ping','id':1}");

        socket.assertClosed(CloseReason.SHUTTING_DOWN);
    }

    @Test
    void theLoopLosesInterestWithItsLastSession() {
        client.subscribe("call", "queue");
        socket.forget();

        client.vanish();
        gateway.publish(call("created")); // the loop notices that nobody listens
        gateway.append(call("hangup"));

        assertThat(loop.isIdle()).isTrue();
        assertThat(gateway.sessionsOpen()).isZero();
    }

    @Test
    void aSessionIsCountedUntilItEndsAndThenOnce() {
        socket.forget();
        assertThat(gateway.sessionsOpen()).isOne();

        client.session().close(CloseReason.SHUTTING_DOWN);
        client.vanish();

        assertThat(gateway.sessionsOpen()).isZero();
        socket.assertClosed(CloseReason.SHUTTING_DOWN);
    }
}
