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
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client of the tests may send 200 messages at once and 50 a second. */
class MessageRateTest {
    private static final String RATE_LIMITED = "{'type':'error','code':'ratelimited',"
            + "'message':'more than 50 messages a second; this one was not carried out','limit':'limits.message-rate'}";

    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void aBurstIsAllowed() {
        say(200, "{'type':'unsubscribe','topics':[]}");
    }

    @Test
    void oneTooManyIsNotCarriedOut() {
        say(200, "{'type':'unsubscribe','topics':[]}");

        client.say("{'type':'subscribe','topics':['call'],'id':1}");
        gateway.publish(call("created"));

        socket.assertSaid(RATE_LIMITED);
        assertThat(gateway.limitReached("limits.message-rate")).isOne();
    }

    @Test
    void whoGoesOnIsClosed() {
        say(200, "{'type':'unsubscribe','topics':[]}");

        say(10, "{'type':'unsubscribe','topics':[]}");

        IntStream.range(0, 10).forEach(i -> socket.assertSaid(RATE_LIMITED));
        socket.assertClosed(CloseReason.RATE_LIMITED);
    }

    @Test
    void whoWaitsMaySpeakAgain() {
        say(209, "{'type':'unsubscribe','topics':[]}");
        IntStream.range(0, 9).forEach(i -> socket.assertSaid(RATE_LIMITED));

        gateway.advance(Duration.ofSeconds(1));
        say(50, "{'type':'unsubscribe','topics':[]}");
        socket.assertExhausted();
        say(1, "{'type':'unsubscribe','topics':[]}");

        socket.assertSaid(RATE_LIMITED);
    }

    private void say(int times, String json) {
        IntStream.range(0, times).forEach(i -> client.say(json));
    }
}
