package dev.ringdown.torture.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;

/** One WebSocket to the server, by a client that keeps to the protocol. Confined to the thread of its selector. */
public final class Wire extends SelectedSocket {
    /** How a connection is ended. */
    public enum Cut {
        /** With a close frame, as RFC 6455 wants it; nothing is read any more. */
        CLOSE,
        /** The socket is closed, without a word (FIN). */
        HANG_UP,
        /** The connection is reset (RST). */
        RESET,
        /** In the middle of a frame, the rest of which never comes. */
        MID_FRAME
    }

    /** Who hears what comes. */
    public interface Listener {
        /** The handshake is done. */
        void onOpen();

        /** A whole text message. */
        void onText(byte[] text);

        /**
         * The connection has ended, and not by {@link #cut}.
         *
         * @param code of the server's close frame; {@link #LOST} without one, {@link #REFUSED} if it was never open,
         *     {@link #BROKEN} if the server did not keep to the protocol
         */
        void onClosed(int code, String reason);
    }

    public static final int LOST = 1006;
    public static final int REFUSED = -1;
    public static final int BROKEN = -2;

    private static final int HANDSHAKE_BYTES = 8192;

    private final Listener listener;
    private final FrameReader frames = new FrameReader();
    private boolean open;
    private boolean reading = true;

    /** The most bytes read before {@link #readMore} is called again. */
    private long bytesPerTurn = Long.MAX_VALUE;

    /** Begins to connect. */
    public Wire(Selector selector, Dial dial, String token, Listener listener) throws IOException {
        super(selector, dial);
        this.listener = listener;
        enqueue(ByteBuffer.wrap(("GET /v1.0/ws?token=" + token + " HTTP/1.1\r\nHost: " + dial.host() + ':' + dial.port()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: dG9ydHVyZSBtZSBzb21lLg==\r\nSec-WebSocket-Protocol: ringdown.v1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    @Override
    void onBytes(ByteBuffer some) {
        if (open || handshake(some)) {
            try {
                frames.read(some, this::onFrame);
            } catch (FrameReader.BrokenFrameException e) {
                end(BROKEN, String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    void onEnd(String why) {
        listener.onClosed(open ? LOST : REFUSED, why);
    }

    /** Looks for the end of the server's answer; returns whether the connection is open. */
    private boolean handshake(ByteBuffer some) {
        String head = StandardCharsets.ISO_8859_1
                .decode(some.duplicate().limit(Math.min(some.limit(), HANDSHAKE_BYTES)))
                .toString();
        int endOfHead = head.indexOf("\r\n\r\n");
        if (endOfHead < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            end(REFUSED, head.substring(0, head.indexOf('\r')));
            return false;
        }
        some.position(some.position() + endOfHead + 4);
        open = true;
        listener.onOpen();
        return !isEnded();
    }

    private boolean onFrame(int opcode, byte[] payload) {
        switch (opcode) {
            case FrameReader.TEXT -> listener.onText(payload);
            case FrameReader.PING -> send(FrameReader.PONG, payload);
            case FrameReader.CLOSE -> {
                int code = payload.length < 2 ? LOST : (payload[0] & 0xff) << 8 | payload[1] & 0xff;
                String reason = payload.length < 2
                        ? "no reason"
                        : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
                end(code, reason);
            }
            default -> {
                // A pong that was not asked for is allowed.
            }
        }
        return !isEnded();
    }

    private void end(int code, String reason) {
        if (!isEnded()) {
            end();
            listener.onClosed(code, reason);
        }
    }

    public void sendText(String text) {
        send(FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Written at once, as far as the socket takes it: what is said just before a cut shall have a chance. */
    private void send(int opcode, byte[] payload) {
        boolean first = waitingBytes() == 0;
        enqueue(FrameWriter.frame(opcode, payload));
        if (first && isOpen()) {
            try {
                flush();
            } catch (IOException e) {
                // The selector finds out, and tells.
            }
        }
    }

    /** Stops reading, or goes on. */
    public void reading(boolean on) {
        reading = on;
        readMore();
    }

    /** From now on no more than this is read until {@link #readMore} is called. */
    public void slowDown(int bytes) {
        bytesPerTurn = bytes;
        readMore();
    }

    /** As fast as possible again. */
    public void fullSpeed() {
        bytesPerTurn = Long.MAX_VALUE;
        readMore();
    }

    /** A turn of slow reading is over. */
    public void readMore() {
        mayRead(reading ? bytesPerTurn : 0);
    }

    /** Ends the connection; the listener is not called any more. */
    public void cut(Cut how) {
        if (isEnded()) {
            return;
        }
        try {
            switch (how) {
                case CLOSE -> sendLast(FrameWriter.frame(FrameReader.CLOSE, new byte[] {3, (byte) 0xe8}), 0);
                case MID_FRAME -> sendLast(FrameWriter.frame(FrameReader.TEXT, new byte[300]), 290);
                case RESET -> resetAtEnd();
                case HANG_UP -> {
                    // Closing the socket is all.
                }
            }
        } catch (IOException e) {
            // It was gone already.
        }
        end();
    }

    /** @param unsent how many of the last bytes are kept back */
    private void sendLast(ByteBuffer frame, int unsent) throws IOException {
        if (open && waitingBytes() == 0) {
            enqueue(frame.limit(frame.limit() - unsent));
            flush();
        }
    }

    /** Whether the handshake is done and the connection has not ended. */
    public boolean isOpen() {
        return open && !isEnded();
    }
}
