package dev.ringdown.bench.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One WebSocket connection from its handshake on. Confined to its event loop. */
public final class SocketHandler extends ChannelInboundHandlerAdapter {
    /** How a connection ended without a close frame. */
    public static final int LOST = 1006;

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

    private final String authority;
    private final String target;
    private final MessageReader reader;
    private final Listener listener;
    private final FrameScanner frames = new FrameScanner();
    private final FrameScanner.Sink sink = this::onFrame;
    private final MessageReader.Sink found = new Found();
    private @Nullable Channel channel;
    private @Nullable Handshake handshake = new Handshake();
    private long nowNanos;
    private boolean ended;

    /**
     * @param authority host and port, as the server shall see them
     * @param target the path and query with which it opens
     * @param reader of what the server sends
     */
    public SocketHandler(String authority, String target, MessageReader reader, Listener listener) {
        this.authority = authority;
        this.target = target;
        this.reader = reader;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        context.writeAndFlush(Handshake.request(authority, target), context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!ended && (handshake == null || isOpened(handshake, in))) {
                nowNanos = Clock.nanos();
                frames.scan(in, sink);
            }
        } catch (FrameScanner.BrokenFrameException | Handshake.RefusedException e) {
            end(LOST, String.valueOf(e.getMessage()));
        } finally {
            in.release();
        }
    }

    private boolean isOpened(Handshake begun, ByteBuf in) throws Handshake.RefusedException {
        if (!begun.isUpgraded(in)) {
            return false;
        }
        handshake = null;
        listener.onOpen(this);
        return true;
    }

    private boolean onFrame(int opcode, ByteBuf in, int start, int end) {
        if (opcode == FrameScanner.TEXT || opcode == FrameScanner.BINARY) {
            reader.read(in, start, end, found);
        } else if (opcode == FrameScanner.PING) {
            send(ClientFrames.pong(in, start, end));
        } else if (opcode == FrameScanner.CLOSE) {
            onCloseFrame(in, start, end);
        }
        return !ended; // a pong that was not asked for is allowed
    }

    private void onCloseFrame(ByteBuf in, int start, int end) {
        if (end - start < 2) {
            end(LOST, "no reason");
        } else {
            end(in.getUnsignedShort(start), in.toString(start + 2, end - start - 2, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        listener.onRead();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frames.close();
        reader.close();
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

    /** Sends a frame, which is released. */
    public void send(ByteBuf frame) {
        Channel open = requireNonNull(channel, "connected");
        open.writeAndFlush(frame, open.voidPromise());
    }

    /** Stops reading, or goes on. */
    public void reading(boolean on) {
        requireNonNull(channel, "connected").config().setAutoRead(on);
    }

    /** Reads once, if it does not read anyway. */
    public void readOnce() {
        requireNonNull(channel, "connected").read();
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

    /** What the reader has found. */
    private final class Found implements MessageReader.Sink {
        @Override
        public void onEvent(ByteBuf in, int start, int end) {
            listener.onEvent(nowNanos, in, start, end);
        }

        @Override
        public void onReply(Reply reply) {
            listener.onReply(reply);
        }

        @Override
        public void answer(ByteBuf frame) {
            send(frame);
        }

        @Override
        public void onNotUnderstood(String what) {
            end(LOST, "not understood: " + what);
        }
    }
}
