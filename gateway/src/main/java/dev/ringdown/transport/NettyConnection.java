package dev.ringdown.transport;

import dev.ringdown.limits.ClientAddress;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Connection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelOutboundInvoker;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A channel as its session sees it, whatever is spoken over it. Confined to the channel's event loop. */
abstract class NettyConnection implements Connection {
    private final Channel channel;
    private final ChannelOutboundInvoker way;
    private final Duration closeTimeout;

    /** Null: what the socket says itself, as without a proxy; there would be a text for each connection. */
    private final @Nullable String toldAddress;

    private final @Nullable String userAgent;
    private @Nullable CloseReason closeReason;
    private long sentBytes;

    /**
     * @param way takes bytes to the socket: the channel, or where in its pipeline nothing but bytes comes any more, which is
     *     the shorter way for something that is done for each receiver of each event
     * @param closeTimeout how long a closing connection may take to send what it has, and to hear what the peer says to it
     * @param address the client's
     * @param userAgent what it says that it is, one text for all who say the same; null: not kept
     */
    NettyConnection(
            Channel channel,
            ChannelOutboundInvoker way,
            Duration closeTimeout,
            String address,
            @Nullable String userAgent) {
        this.channel = channel;
        this.way = way;
        this.closeTimeout = closeTimeout;
        this.userAgent = userAgent;
        this.toldAddress = address.equals(peerOf(channel)) ? null : address;
    }

    final Channel channel() {
        return channel;
    }

    final Duration closeTimeout() {
        return closeTimeout;
    }

    /** The client's. */
    final String address() {
        return toldAddress == null ? peerOf(channel) : toldAddress;
    }

    final @Nullable String userAgent() {
        return userAgent;
    }

    private static String peerOf(Channel channel) {
        InetAddress peer = SocketPlace.peer(channel);
        return (peer == null ? ClientAddress.UNKNOWN : ClientAddress.of(peer)).text();
    }

    @Override
    public final boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public final long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    @Override
    public final long sentBytes() {
        return sentBytes;
    }

    /** Sends bytes, and takes them over; what is wrong with the channel comes to its handler. */
    final void send(ByteBuf bytes) {
        sentBytes += bytes.readableBytes();
        way.writeAndFlush(bytes, channel.voidPromise());
    }

    /** The same, and tells when the socket has taken them, or has gone. */
    final void send(ByteBuf bytes, Runnable taken) {
        sentBytes += bytes.readableBytes();
        way.writeAndFlush(bytes).addListener(written -> taken.run());
    }

    /** Sends the last bytes of this connection. */
    final ChannelFuture sendLast(ByteBuf bytes) {
        sentBytes += bytes.readableBytes();
        return way.writeAndFlush(bytes);
    }

    /** Begins to close, unless that has begun; nothing is to be sent any more but why. */
    final boolean beginClose(CloseReason reason) {
        if (closeReason != null) {
            return false;
        }
        closeReason = reason;
        return true;
    }

    final boolean isClosing() {
        return closeReason != null;
    }

    /** A peer that does not read, or does not answer, is cut off after the close timeout. */
    final void cutOffInTime() {
        CutOff.after(closeTimeout, channel);
    }

    @Override
    public final @Nullable CloseReason closeReason() {
        return closeReason;
    }
}
