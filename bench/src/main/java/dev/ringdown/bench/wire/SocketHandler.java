package dev.ringdown.bench.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection from its handshake on. Confined to its event loop. */
public final class SocketHandler extends ChannelInboundHandlerAdapter {
    /** How a connection ended without a close frame. */
    public static final int LOST = 1006;

    private static final int MOST_HEAD_BYTES = 16 * 1024;

    /** Who hears what comes. Called on the loop. */
    public interface Listener {
        /** The handshake is done. */
        void onOpen(SocketHandler socket);

        /** An event of the bench; its buffer is only lent. */
        void onEvent(long nowNanos, ByteBuf in, int start, int end);

        /** Any other message. */
        void onReply(Reply reply);

        /** All that was there has been read. */
        void onRead();

        /** The connection has ended, and not by {@link #cut} or {@link #close}. */
        void onClosed(int code, String reason);
    }

    private final String request;
    private final Listener listener;
    private final FrameScanner frames = new FrameScanner();
    private final FrameScanner.Sink sink = this::onFrame;
    private @Nullable Channel channel;
    private @Nullable StringBuilder head = new StringBuilder();
    private long nowNanos;
    private boolean ended;

    /**
     * @param authority host and port, as the server shall see them
     * @param token who this is
     */
    public SocketHandler(String authority, String token, Listener listener) {
        this.request = "GET /v1.0/ws?token=" + token + " HTTP/1.1\r\nHost: " + authority
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                + "\r\nSec-WebSocket-Key: cmluZ2Rvd24ncyBiZW5jaA==\r\n\r\n";
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        context.writeAndFlush(Unpooled.copiedBuffer(request, StandardCharsets.US_ASCII), context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!ended && (head == null || isUpgraded(head, in))) {
                nowNanos = Clock.nanos();
                frames.scan(in, sink);
            }
        } catch (FrameScanner.BrokenFrameException e) {
            end(LOST, String.valueOf(e.getMessage()));
        } finally {
            in.release();
        }
    }

    /** Reads the server's answer up to its end. */
    private boolean isUpgraded(StringBuilder answer, ByteBuf in) {
        while (in.isReadable()) {
            answer.append((char) in.readByte());
            if (answer.length() >= 4 && answer.indexOf("\r\n\r\n", answer.length() - 4) >= 0) {
                if (answer.indexOf("HTTP/1.1 101 ") != 0) {
                    String rest = in.toString(StandardCharsets.UTF_8).strip();
                    end(LOST, "refused: " + answer.substring(0, answer.indexOf("\r")) + ' ' + rest);
                    return false;
                }
                head = null;
                listener.onOpen(this);
                return true;
            }
            if (answer.length() > MOST_HEAD_BYTES) {
                end(LOST, "an answer without an end");
                return false;
            }
        }
        return false;
    }

    private boolean onFrame(int opcode, ByteBuf in, int start, int end) {
        if (opcode == FrameScanner.TEXT && EventTail.isEvent(in, start, end)) {
            listener.onEvent(nowNanos, in, start, end);
        } else {
            onOther(opcode, in, start, end);
        }
        return !ended;
    }

    private void onOther(int opcode, ByteBuf in, int start, int end) {
        switch (opcode) {
            case FrameScanner.TEXT -> {
                String text = in.toString(start, end - start, StandardCharsets.UTF_8);
                try {
                    listener.onReply(Reply.parse(text));
                } catch (IOException e) {
                    end(LOST, "not understood: " + text);
                }
            }
            case FrameScanner.PING -> write(ClientFrames.pong(in, start, end));
            case FrameScanner.CLOSE ->
                end(
                        end - start < 2 ? LOST : in.getUnsignedShort(start),
                        end - start < 2
                                ? "no reason"
                                : in.toString(start + 2, end - start - 2, StandardCharsets.UTF_8));
            default -> {
                // A pong that was not asked for is allowed.
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        listener.onRead();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frames.close();
        end(LOST, "end of stream");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(LOST, String.valueOf(cause.getMessage()));
    }

    private void end(int code, String reason) {
        if (!ended) {
            close();
            listener.onClosed(code, reason);
        }
    }

    private void write(ByteBuf frame) {
        Channel open = requireNonNull(channel, "connected");
        open.writeAndFlush(frame, open.voidPromise());
    }

    public void send(String text) {
        write(ClientFrames.text(text));
    }

    /** Stops reading, or goes on. */
    public void reading(boolean on) {
        requireNonNull(channel, "connected").config().setAutoRead(on);
    }

    /** Ends the connection; the listener is not called any more. */
    public void close() {
        ended = true;
        if (channel != null) {
            channel.close();
        }
    }

    /** The same, as a network does it: with a reset. */
    public void cut() {
        if (channel != null) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        close();
    }
}
