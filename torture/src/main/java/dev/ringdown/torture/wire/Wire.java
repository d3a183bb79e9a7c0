package dev.ringdown.torture.wire;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** One connection to the server. Confined to the selector thread of its loop, which calls {@link #ready}. */
public final class Wire implements Selected {
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
    private static final int READ_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final Listener listener;
    private final FrameReader frames = new FrameReader();
    private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>();
    private ByteBuffer in = ByteBuffer.allocate(READ_BYTES);
    private boolean open;
    private boolean ended;
    private boolean reading = true;

    /** The most bytes read before {@link #readMore} is called again. */
    private int bytesPerTurn = Integer.MAX_VALUE;

    private int bytesLeft = Integer.MAX_VALUE;

    /**
     * Begins to connect.
     *
     * @param receiveBytes of the socket's buffer; 0: what the system likes
     */
    public Wire(Selector selector, int port, String token, int receiveBytes, Listener listener) throws IOException {
        this.listener = listener;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        if (receiveBytes > 0) {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
        }
        out.add(ByteBuffer.wrap(("GET /v1.0/ws?token=" + token + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: dG9ydHVyZSBtZSBzb21lLg==\r\nSec-WebSocket-Protocol: ringdown.v1\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
        key = channel.register(selector, SelectionKey.OP_CONNECT, this);
        try {
            channel.connect(new InetSocketAddress("127.0.0.1", port));
        } catch (IOException e) {
            closeSocket();
            throw e;
        }
    }

    @Override
    public void ready() {
        try {
            if (key.isValid() && key.isConnectable() && channel.finishConnect()) {
                interest();
            }
            if (key.isValid() && key.isWritable()) {
                flush();
            }
            if (key.isValid() && key.isReadable()) {
                read();
            }
        } catch (IOException e) {
            end(open ? LOST : REFUSED, String.valueOf(e.getMessage()));
        }
    }

    private void interest() {
        if (key.isValid()) {
            int write = out.isEmpty() ? 0 : SelectionKey.OP_WRITE;
            key.interestOps(write | (reading && bytesLeft > 0 ? SelectionKey.OP_READ : 0));
        }
    }

    private void flush() throws IOException {
        for (ByteBuffer next = out.peek(); next != null; next = out.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                break;
            }
            out.remove();
        }
        interest();
    }

    private void read() throws IOException {
        in.limit(Math.min(in.capacity(), in.position() + Math.max(1, Math.min(bytesLeft, in.remaining()))));
        int count = channel.read(in);
        if (count < 0) {
            end(open ? LOST : REFUSED, "end of stream");
            return;
        }
        if (bytesPerTurn != Integer.MAX_VALUE) {
            bytesLeft -= count;
        }
        in.flip();
        if (open || handshake()) {
            readFrames();
        }
        in.compact();
        if (!in.hasRemaining()) {
            in = ByteBuffer.wrap(Arrays.copyOf(in.array(), in.capacity() * 2)).position(in.position());
        }
        interest();
    }

    /** Looks for the end of the server's answer; returns whether the connection is open. */
    private boolean handshake() {
        String head = StandardCharsets.ISO_8859_1
                .decode(in.duplicate().limit(Math.min(in.limit(), HANDSHAKE_BYTES)))
                .toString();
        int endOfHead = head.indexOf("\r\n\r\n");
        if (endOfHead < 0) {
            return false;
        }
        if (!head.startsWith("HTTP/1.1 101 ")) {
            end(REFUSED, head.substring(0, head.indexOf('\r')));
            return false;
        }
        in.position(in.position() + endOfHead + 4);
        open = true;
        listener.onOpen();
        return true;
    }

    private void readFrames() {
        try {
            frames.read(in, this::onFrame);
        } catch (FrameReader.BrokenFrameException e) {
            end(BROKEN, String.valueOf(e.getMessage()));
        }
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
        return !ended;
    }

    private void end(int code, String reason) {
        if (!ended) {
            closeSocket();
            listener.onClosed(code, reason);
        }
    }

    public void sendText(String text) {
        send(FrameReader.TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    private void send(int opcode, byte[] payload) {
        if (!ended) {
            write(FrameWriter.frame(opcode, payload));
        }
    }

    /** Written at once, as far as the socket takes it: what is said just before a cut shall have a chance. */
    private void write(ByteBuffer frame) {
        out.add(frame);
        if (out.size() == 1 && open) {
            try {
                flush();
                return;
            } catch (IOException e) {
                // The selector finds out, and tells.
            }
        }
        interest();
    }

    /** Stops reading, or goes on. */
    public void reading(boolean on) {
        reading = on;
        interest();
    }

    /** From now on no more than this is read until {@link #readMore} is called. */
    public void slowDown(int bytes) {
        bytesPerTurn = bytes;
        readMore();
    }

    /** As fast as possible again. */
    public void fullSpeed() {
        slowDown(Integer.MAX_VALUE);
    }

    /** A turn of slow reading is over. */
    public void readMore() {
        bytesLeft = bytesPerTurn;
        interest();
    }

    /** Ends the connection; the listener is not called any more. */
    public void cut(Cut how) {
        if (ended) {
            return;
        }
        ended = true;
        try {
            switch (how) {
                case CLOSE -> writeOnce(FrameWriter.frame(FrameReader.CLOSE, new byte[] {3, (byte) 0xe8}), 0);
                case MID_FRAME -> writeOnce(FrameWriter.frame(FrameReader.TEXT, new byte[300]), 290);
                case RESET -> channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                case HANG_UP -> {
                    // Closing the socket is all.
                }
            }
        } catch (IOException e) {
            // It was gone already.
        }
        closeSocket();
    }

    /** @param unsent how many of the last bytes are kept back */
    private void writeOnce(ByteBuffer frame, int unsent) throws IOException {
        if (open && out.isEmpty()) {
            channel.write(frame.limit(frame.limit() - unsent));
        }
    }

    private void closeSocket() {
        ended = true;
        key.cancel();
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing more can be done with it.
        }
    }

    /** Whether the handshake is done and the connection has not ended. */
    public boolean isOpen() {
        return open && !ended;
    }

    /** The connection of a key that was selected. */
    public static @Nullable Wire of(SelectionKey key) {
        return (Wire) key.attachment();
    }
}
