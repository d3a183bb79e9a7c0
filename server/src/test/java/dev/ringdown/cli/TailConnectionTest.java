package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TailConnectionTest {
    private final CapturedStreams captured = new CapturedStreams();
    private final FakeWebSocket webSocket = new FakeWebSocket();
    private final TailConnection connection = new TailConnection(
            captured.streams(),
            new TailPrinter(captured.streams(), ReceivedMessage::raw, new Notice(ZoneId.of("UTC")), 1),
            Duration.ZERO);

    @Test
    void theNextPartIsAskedForOnlyWhenTheLastOneIsPrinted() {
        connection.onOpen(webSocket);
        connection.onText(webSocket, "{\"type\":\"call", false);
        assertThat(webSocket.requested).isEqualTo(2);

        connection.onText(webSocket, "_created\"}", true);

        assertThat(webSocket.requested).isEqualTo(3);
        assertThat(captured.out()).isEqualTo("{\"type\":\"call_created\"}\n");
    }

    @Test
    void whatComesAfterTheLastEventIsReadButNotShown() throws Exception {
        connection.onText(webSocket, "{\"type\":\"call_created\"}", true);
        connection.onText(webSocket, "{\"type\":\"call_hangup\"}", true);
        connection.onClose(webSocket, 1000, "");

        assertThat(connection.awaitExitCode()).isZero();
        assertThat(webSocket.requested).isEqualTo(2);
        assertThat(captured.out()).isEqualTo("{\"type\":\"call_created\"}\n");
        assertThat(captured.err()).isEmpty();
    }

    @Test
    void aMessageWithoutEndIsGivenUp() throws Exception {
        connection.onText(webSocket, "x".repeat(TailConnection.MAX_MESSAGE_CHARS), false);
        connection.onText(webSocket, "x", false);

        assertThat(connection.awaitExitCode()).isOne();
        assertThat(captured.err()).startsWith("message: more than 16777216 characters");
    }

    @Test
    void aLostConnectionIsAFailure() throws Exception {
        connection.onError(webSocket, new IOException("Connection reset\u001b"));

        assertThat(connection.awaitExitCode()).isOne();
        assertThat(captured.err()).isEqualTo("the connection broke off: Connection reset\\u001b\n");
    }

    @Test
    void aServerThatDoesNotAnswerTheCloseIsCutOff() {
        connection.close(webSocket);

        assertThat(webSocket.closeCode).isEqualTo(1000);
        assertThat(webSocket.aborted).isTrue();
    }

    @Test
    void aConnectionThatHasEndedIsNotClosedAgain() {
        connection.onClose(webSocket, 1001, "the server is shutting down");

        connection.close(webSocket);

        assertThat(webSocket.closeCode).isZero();
        assertThat(captured.err()).isEqualTo("closed by the server: 1001 the server is shutting down\n");
    }

    /** A socket that only remembers what was asked of it. */
    private static final class FakeWebSocket implements WebSocket {
        long requested;
        int closeCode;
        boolean aborted;

        @Override
        public void request(long n) {
            requested += n;
        }

        @Override
        public CompletableFuture<WebSocket> sendClose(int statusCode, String reason) {
            closeCode = statusCode;
            return CompletableFuture.completedFuture(this);
        }

        @Override
        public void abort() {
            aborted = true;
        }

        @Override
        public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getSubprotocol() {
            return "ringdown.v1";
        }

        @Override
        public boolean isOutputClosed() {
            return closeCode != 0;
        }

        @Override
        public boolean isInputClosed() {
            return aborted;
        }
    }
}
