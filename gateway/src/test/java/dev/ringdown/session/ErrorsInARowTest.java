package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tenth message in a row that is refused ends the connection. */
class ErrorsInARowTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @ParameterizedTest
    @ValueSource(strings = {"[", "{'type':'shout'}", "{'type':'subscribe','topics':['CALL']}"})
    void theTenthOneEndsIt(String bad) {
        say(9, bad);
        assertThat(socket.isClosed()).isFalse();
        say(1, bad);

        assertErrors(10);
        socket.assertClosed(CloseReason.TOO_MANY_ERRORS).assertExhausted();
        assertThat(gateway.limitReached("limits.errors-in-a-row")).isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'ping','id':1}",
                "{'type':'subscribe','topics':['call'],'id':1}",
                "{'type':'subscribe','topics':['call','CALL'],'id':1}",
                "{'type':'unsubscribe','topics':[],'id':1}"
            })
    void aGoodOneInBetweenForgivesAll(String good) {
        say(9, "[");
        say(1, good);
        say(9, "[");

        assertErrors(9);
        socket.takeText();
        assertErrors(9);
        socket.assertExhausted();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':'ping'}",
                "{'type':'explain','topics':['call']}",
                "{'type':'unsubscribe','topics':['chat']}",
                "{'type':'subscribe','topics':[]}"
            })
    void aGoodOneThatAsksForNoReplyForgivesAllToo(String good) {
        say(9, "[");
        say(1, good);
        say(9, "[");

        assertErrors(18);
        socket.assertExhausted();
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void theCodesAreCounted() {
        say(2, "{'type':'shout'}");
        say(1, "{'type':'subscribe','topics':['CALL','QUEUE']}");

        assertThat(gateway.count("ringdown.client.errors", "code", "unknowntype"))
                .isEqualTo(2);
        assertThat(gateway.count("ringdown.client.errors", "code", "invalidtopic"))
                .isEqualTo(2);
    }

    private void say(int times, String json) {
        IntStream.range(0, times).forEach(i -> client.say(json));
    }

    private void assertErrors(int count) {
        IntStream.range(0, count).forEach(i -> socket.assertSaidStart("{'type':'error'"));
    }
}
