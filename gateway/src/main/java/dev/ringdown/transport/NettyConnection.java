package dev.ringdown.transport;

import dev.ringdown.fanout.Frames;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Connection;
import dev.ringdown.session.Peer;
import dev.ringdown.session.ServerMessage;
import dev.ringdown.session.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An upgraded channel as its session sees it. Confined to the channel's event loop. */
final class NettyConnection implements Connection {
    private final Channel channel;
    private final Duration closeTimeout;
    private final String address;
    private final @Nullable String subprotocol;
    private final boolean deflates;
    private @Nullable CloseReason closeReason;

    /**
     * @param closeTimeout how long a closing connection may take to send what it has and to hear the peer's close
     * @param address the client's
     * @param subprotocol what was agreed on; null: none
     * @param deflates whether compression is agreed on with the peer
     */
    NettyConnection(
            Channel channel, Duration closeTimeout, String address, @Nullable String subprotocol, boolean deflates) {
        this.channel = channel;
        this.closeTimeout = closeTimeout;
        this.address = address;
        this.subprotocol = subprotocol;
        this.deflates = deflates;
    }

    @Override
    public Peer peer() {
        return new Peer(address, Transport.WEBSOCKET, subprotocol, deflates);
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    @Override
    public void write(Frames frames) {
        SocketFrames made = (SocketFrames) frames;
        channel.writeAndFlush(deflates ? made.retainedDeflated() : made.retained(), channel.voidPromise());
    }

    @Override
    public void send(ServerMessage message) {
        if (closeReason == null) {
            byte[] text = message.json();
            ByteBuf frame = channel.alloc().directBuffer(TextFrame.size(text.length));
            TextFrame.write(frame, text);
            channel.writeAndFlush(frame, channel.voidPromise());
        }
    }

    @Override
    public boolean ping() {
        channel.writeAndFlush(ControlFrame.ping(channel.alloc()), channel.voidPromise());
        return true;
    }

    @Override
    public void close(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
            channel.writeAndFlush(ControlFrame.close(channel.alloc(), reason.code(), reason.text()))
                    .addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            // The peer answers with a close of its own; one that does not, or does not read, is cut off.
            Future<?> cutOff =
                    channel.eventLoop().schedule(this::cutOff, closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
            channel.closeFuture().addListener(closed -> cutOff.cancel(false));
        }
    }

    @Override
    public void close(CloseReason reason, long reconnectMillis) {
        close(reason); // a close frame has no place for it; a `closing` has told it
    }

    /** Closes like {@link #close}, but without waiting for a peer that cannot be understood any more. */
    void closeOneSided(CloseReason reason) {
        if (closeReason == null) {
            closeReason = reason;
            LingeringClose.after(
                    channel.writeAndFlush(ControlFrame.close(channel.alloc(), reason.code(), reason.text())),
                    channel.pipeline(),
                    closeTimeout);
        }
    }

    /** Why the server closed the connection; null if it did not. */
    @Nullable
    CloseReason closeReason() {
        return closeReason;
    }

    private void cutOff() {
        channel.close();
    }
}
