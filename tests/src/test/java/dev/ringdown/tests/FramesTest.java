package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.support.Agent;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawWebSocket;
import dev.ringdown.tests.support.RunningServer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Frames cost something, whatever is in them: who sends too many is told, and then closed. */
class FramesTest {
    private static final Frame EMPTY_PONG = Frame.of(Frame.PONG, new byte[0]);

    @RegisterExtension
    static final RunningServer server =
            RunningServer.with("limits.frames=2", "limits.frame-bytes=1MiB", "limits.message-timeout=300ms");

    private final Agent admin = Agent.admin();

    /** Ten at once are five seconds' worth. */
    @Test
    void whoSendsTooManyFramesIsToldAndThenClosed() {
        RawWebSocket webSocket = server.handshake().token(admin.token()).open();

        IntStream.range(0, 2_000).forEach(i -> webSocket.send(EMPTY_PONG));

        assertThat(webSocket.read().text()).contains("\"overbudget\"").contains("\"limits.frames\"");
        webSocket.readClose().assertIs(4429);
    }

    @Test
    void aMessageThatIsBegunAndNotEndedEndsTheConnection() {
        RawWebSocket webSocket = server.handshake().token(admin.token()).open();

        webSocket.send(Frame.text("{\"type\":").notLast());

        webSocket.readClose().assertIs(4409);
        webSocket.confirmClose(4409);
    }
}
