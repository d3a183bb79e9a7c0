package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Frames;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOutboundInvoker;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An upgraded channel. */
final class WebSocketConnection extends NettyConnection {
    private final @Nullable String subprotocol;
    private final boolean deflates;
    private final EventShape shape;

    /**
     * @param way takes frames that are written as bytes to the socket
     * @param peer not kept, since it would be a text for each connection
     */
    WebSocketConnection(Channel channel, ChannelOutboundInvoker way, Duration closeTimeout, Peer peer) {
        super(channel, way, closeTimeout, peer.address(), peer.userAgent());
        this.subprotocol = peer.protocol();
        this.deflates = peer.compressed();
        this.shape = peer.shape();
    }

    @Override
    public Peer peer() {
        return new Peer(address(), userAgent(), Transport.WEBSOCKET, subprotocol, deflates, shape);
    }

    @Override
    public void write(Frames frames) {
        send(retained((SocketFrames) frames));
    }

    @Override
    public void write(Frames frames, Runnable taken) {
        send(retained((SocketFrames) frames), taken);
    }

    private ByteBuf retained(SocketFrames frames) {
        return deflates ? frames.retainedDeflated(shape) : frames.retained(shape);
    }

    @Override
    public void send(ServerMessage message) {
        if (!isClosing()) {
            byte[] text = message.json(shape);
            ByteBuf frame = channel().alloc().directBuffer(TextFrame.size(text.length));
            TextFrame.write(frame, text);
            send(frame);
        }
    }

    @Override
    public boolean isRead() {
        return channel().config().isAutoRead();
    }

    @Override
    public boolean ping() {
        send(ControlFrame.ping(channel().alloc()));
        return true;
    }

    @Override
    public void close(CloseReason reason) {
        if (beginClose(reason)) {
            sendClose(reason).addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
            cutOffInTime(); // unless the peer answers with a close of its own
        }
    }

    @Override
    public void close(CloseReason reason, long reconnectMillis) {
        close(reason); // a close frame has no place for it; a `closing` has told it
    }

    /** Closes like {@link #close}, but without waiting for a peer that cannot be understood any more. */
    void closeOneSided(CloseReason reason) {
        if (beginClose(reason)) {
            LingeringClose.after(sendClose(reason), channel().pipeline(), closeTimeout());
        }
    }

    private ChannelFuture sendClose(CloseReason reason) {
        return sendLast(ControlFrame.close(channel().alloc(), reason.code(), reason.text()));
    }
}
