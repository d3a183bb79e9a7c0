package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An open WebSocket of which a test sends and sees every frame. Confined to its test. */
public final class RawWebSocket implements AutoCloseable {
    private final RawConnection connection;
    private final HttpAnswer handshake;
    private Shape shape;

    /** How a server closed. */
    public record Closed(int code, String reason) {
        /** It must be this code, and the reason a short sentence. */
        public void assertIs(int expectedCode) {
            assertThat(code).as("close code of %s", this).isEqualTo(expectedCode);
            assertThat(reason).as("a short sentence").matches("[a-z].*( .+){2,}[^.]");
        }
    }

    RawWebSocket(RawConnection connection, HttpAnswer handshake, Shape shape) {
        this.connection = connection;
        this.handshake = handshake;
        this.shape = shape;
    }

    /** The subprotocol that the server chose, or null. */
    public @Nullable String subprotocol() {
        return handshake.header("sec-websocket-protocol");
    }

    public HttpAnswer handshake() {
        return handshake;
    }

    /** Events come in this shape, though nobody asked for it. */
    public RawWebSocket expecting(Shape expected) {
        shape = expected;
        return this;
    }

    /** Sends a frame as a client does, masked. */
    public void send(Frame frame) {
        connection.write(frame.masked());
    }

    /** Sends any bytes in place of a frame. */
    public void sendBytes(byte[] bytes) {
        connection.write(bytes);
    }

    /** The next frame, of whatever kind; a text must keep to the contract. A compressed one is the test's to read. */
    public Frame read() {
        Frame frame = connection.readFrame();
        if (frame.opcode() == Frame.TEXT && frame.reserved() == 0) {
            shape.assertServerMessage(frame.text());
        }
        return frame;
    }

    /** The next frame, which must be the server's close with a reason that a person can read. */
    public Closed readClose() {
        return closed(read());
    }

    /** The next frame with this opcode; those before it are skipped. */
    public Frame skipTo(int opcode) {
        Frame frame = read();
        while (frame.opcode() != opcode) {
            frame = read();
        }
        return frame;
    }

    /** Skips what comes before the server's close. */
    public Closed skipToClose() {
        return closed(skipTo(Frame.CLOSE));
    }

    /** What a close frame says. */
    public static Closed closed(Frame frame) {
        assertThat(frame.opcode()).as("opcode of %s", frame).isEqualTo(Frame.CLOSE);
        int code = ByteBuffer.wrap(frame.payload()).getShort();
        String reason =
                new String(Arrays.copyOfRange(frame.payload(), 2, frame.payload().length), StandardCharsets.UTF_8);
        return new Closed(code, reason);
    }

    /** Answers the server's close with the same code (RFC 6455 section 5.5.1); then the server must end the connection. */
    public void confirmClose(int code) {
        try {
            send(Frame.close(code, ""));
        } catch (UncheckedIOException e) {
            // The server has not waited for it, which is right after what it could not understand.
        }
        assertThat(isEnded()).as("the connection has ended").isTrue();
    }

    /** Whether the server ends the connection without a further byte. */
    public boolean isEnded() {
        return connection.isEnded();
    }

    @Override
    public void close() {
        connection.close();
    }
}
