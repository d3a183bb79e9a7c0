package dev.ringdown.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class JdkSocketTest {
    private static final int MAX_CHARS = 20;

    private final FakeLoop loop = new FakeLoop();
    private final FakeWebSocket webSocket = new FakeWebSocket();
    private final List<String> heard = new ArrayList<>();
    private final JdkSocket socket = new JdkSocket(loop, new Ear(), MAX_CHARS, Duration.ofSeconds(1));

    private final class Ear implements SocketListener {
        @Override
        public void onOpen(String subprotocol) {
            heard.add("open " + subprotocol);
        }

        @Override
        public void onText(String text) {
            heard.add(text);
        }

        @Override
        public void onEnd(Ending ending) {
            heard.add("end " + ending.code() + " " + ending.reason());
        }
    }

    private void open() {
        socket.onOpen(webSocket);
        loop.settle();
        heard.clear();
        webSocket.requested = 0;
    }

    @Test
    void aMessageInPartsIsHeardAsOneAndTheNextIsAskedForWhenTheLoopHasTakenIt() {
        open();
        socket.onText(webSocket, "{\"type\":", false);
        socket.onText(webSocket, "\"pong\"}", true);
        long before = webSocket.requested;

        loop.settle();

        assertThat(before).isOne(); // for the part
        assertThat(webSocket.requested).isEqualTo(2);
        assertThat(heard).containsExactly("{\"type\":\"pong\"}");
    }

    @Test
    void noMoreMessagesAreAskedForThanTheLoopMayFindWaiting() {
        socket.onOpen(webSocket);
        loop.settle();

        assertThat(heard).containsExactly("open ringdown.v1");
        assertThat(webSocket.requested).isEqualTo(64);
    }

    @Test
    void theLargestMessageIsTakenAndALargerOneEndsTheSocket() {
        open();
        socket.onText(webSocket, "x".repeat(MAX_CHARS), true);
        socket.onText(webSocket, "y".repeat(MAX_CHARS), false);
        socket.onText(webSocket, "y", true);
        loop.settle();

        assertThat(heard).containsExactly("x".repeat(MAX_CHARS), "end 1009 a message of more than 20 characters");
        assertThat(webSocket.closeCode).isEqualTo(1000);
    }

    @Test
    void binaryFramesEndTheSocket() {
        open();
        socket.onBinary(webSocket, ByteBuffer.allocate(1), true);
        loop.settle();

        assertThat(heard).containsExactly("end 1003 binary frames are not understood");
    }

    @Test
    void whatComesAfterTheCloseIsReadSoThatTheAnswerGetsThroughButNotHeard() {
        open();
        socket.close();
        socket.onText(webSocket, "late", true);
        socket.onClose(webSocket, 1000, "");
        loop.settle();
        loop.advance(1000);

        assertThat(heard).isEmpty();
        assertThat(webSocket.requested).isOne();
        assertThat(webSocket.aborted).isFalse();
        assertThat(socket.gone()).isCompleted();
    }

    @Test
    void aServerThatDoesNotAnswerTheCloseIsCutOff() {
        open();
        socket.close();
        loop.advance(999);
        boolean before = webSocket.aborted || socket.gone().isDone();

        loop.advance(1);

        assertThat(before).isFalse();
        assertThat(webSocket.closeCode).isEqualTo(1000);
        assertThat(webSocket.aborted).isTrue();
        assertThat(socket.gone()).isCompleted();
    }

    @Test
    void aSocketThatHasEndedIsNotClosedAgainAndEndsOnce() {
        open();
        socket.onError(webSocket, new IOException("Connection reset"));
        socket.onClose(webSocket, 1006, "");
        loop.settle();

        socket.close();

        assertThat(webSocket.closeCode).isZero();
        assertThat(heard).containsExactly("end 1006 Connection reset");
    }

    @Test
    void aSocketThatOpensAfterItWasClosedIsCutOff() {
        socket.close();

        socket.onOpen(webSocket);
        loop.settle();

        assertThat(webSocket.aborted).isTrue();
        assertThat(heard).isEmpty();
    }

    @Test
    void messagesGoOneAfterTheOtherAndOneThatCannotBeSentEndsTheSocket() {
        open();
        socket.send("one");
        socket.send("two");
        List<String> first = List.copyOf(webSocket.sent);
        webSocket.sending.complete(webSocket);
        webSocket.sending.completeExceptionally(new IOException("Broken pipe"));
        loop.settle();

        assertThat(first).containsExactly("one");
        assertThat(webSocket.sent).containsExactly("one", "two");
        assertThat(heard).containsExactly("end 1006 Broken pipe");
    }

    /** A socket that only remembers what was asked of it. */
    private static final class FakeWebSocket implements WebSocket {
        final List<String> sent = new ArrayList<>();
        CompletableFuture<WebSocket> sending = new CompletableFuture<>();
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
            sent.add(data.toString());
            sending = new CompletableFuture<>();
            return sending;
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
