package dev.ringdown.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.FakeSocket;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestClient;
import dev.ringdown.testing.TestGateway;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a message has too much of is refused, told by its limit, and counted by it. */
class MessageLimitsTest {
    private final FakeSocket socket = new FakeSocket();
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final TestClient client = gateway.connect(People.AGENT, socket);

    @AfterEach
    void nothingElseWasSent() {
        socket.assertExhausted();
    }

    @Test
    void tooManyTypes() {
        client.say("{'type':'subscribe','topics':['call'],'types':[" + names(21) + "],'id':1}");

        assertRefusedBy(Limit.TYPES);
    }

    @Test
    void tooManyTopics() {
        client.say("{'type':'subscribe','topics':[" + names(101) + "],'id':1}");

        assertRefusedBy(Limit.MESSAGE_TOPICS);
    }

    @Test
    void tooManyMembers() {
        String members =
                IntStream.range(0, 2_000).mapToObj(i -> ",'m" + i + "':1").collect(Collectors.joining());
        client.say("{'type':'subscribe','topics':['call'],'id':1" + members + "}");

        assertRefusedBy(Limit.MESSAGE_MEMBERS);
    }

    @Test
    void aMessageForWhichThereIsNoRoomIsAnError() {
        IntStream.range(0, 10).forEach(i -> client.session().onMessageWithoutRoom(Limit.FRAGMENT_BYTES_PER_NODE));

        IntStream.range(0, 10).forEach(i -> assertSaidAbout(Limit.FRAGMENT_BYTES_PER_NODE));
        socket.assertClosed(CloseReason.TOO_MANY_ERRORS);
    }

    @Test
    void whoIsReadMoreSlowlyIsToldSoAndItIsNoErrorOfAMessage() {
        IntStream.range(0, 20).forEach(i -> client.session().onTooManyFrames(Limit.FRAMES));

        IntStream.range(0, 20).forEach(i -> assertSaidAbout(Limit.FRAMES));
        assertThat(socket.isClosed()).isFalse();
        assertThat(gateway.count("ringdown.client.errors", "code", "overbudget"))
                .isEqualTo(20);
    }

    @Test
    void whoHasGoneIsToldNothing() {
        client.session().onClosed();

        client.session().onTooManyFrames(Limit.FRAMES);
        client.session().onMessageWithoutRoom(Limit.FRAGMENT_BYTES_PER_NODE);

        assertThat(gateway.count("ringdown.client.errors", "code", "overbudget"))
                .isZero();
    }

    private void assertRefusedBy(Limit limit) {
        assertSaidAbout(limit);
        assertThat(gateway.limitReached(limit.key())).isOne();
    }

    private void assertSaidAbout(Limit limit) {
        assertThat(socket.takeText()).startsWith("{\"type\":\"error\"").contains("\"limit\":\"" + limit.key() + '"');
    }

    private static String names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'call_" + i + "'").collect(Collectors.joining(","));
    }
}
