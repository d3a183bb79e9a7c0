package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Frames;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.message.ServerMessages;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Transport;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.epoll.EpollChannelOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A channel over which an event stream goes. */
final class EventStreamConnection extends NettyConnection {
    /** When a node dies, its clients come back after this, and up to so much more. */
    private static final int LEAST_RECONNECT_MILLIS = 1000;

    private static final int RECONNECT_SPREAD_MILLIS = 4000;

    private final EventShape shape;

    /**
     * @param userAgent what the client says that it is; null: not kept
     * @param shape of the events that the peer gets
     */
    EventStreamConnection(
            Channel channel, Duration closeTimeout, String address, @Nullable String userAgent, EventShape shape) {
        super(channel, channel, closeTimeout, address, userAgent);
        this.shape = shape;
    }

    /**
     * How long a client is to wait before it comes back when nobody has told it otherwise, in milliseconds. It follows
     * from the random id of its session, so that not all of them come at once; browsers would all wait the same time.
     */
    static long firstReconnectMillis(String sessionId) {
        return LEAST_RECONNECT_MILLIS + Math.floorMod(sessionId.hashCode(), RECONNECT_SPREAD_MILLIS);
    }

    /**
     * Makes TCP end a connection whose peer has acknowledged nothing for so long, as far as the system can: there is no
     * ping to find out.
     *
     * @param patience longer than a session's own, which tells a peer that is there but takes nothing
     */
    static void giveUpOnTheDead(Channel channel, Duration patience) {
        channel.config().setOption(EpollChannelOption.TCP_USER_TIMEOUT, Math.toIntExact(patience.toMillis()));
    }

    /** The first that is said. */
    void begin(long reconnectMillis) {
        send(EventStreamText.retry(channel().alloc(), reconnectMillis));
    }

    @Override
    public Peer peer() {
        return new Peer(address(), userAgent(), Transport.SSE, null, false, shape);
    }

    @Override
    public void write(Frames frames) {
        send(((SocketFrames) frames).retainedEventStream(shape));
    }

    @Override
    public void write(Frames frames, Runnable taken) {
        send(((SocketFrames) frames).retainedEventStream(shape), taken);
    }

    @Override
    public void send(ServerMessage message) {
        if (!isClosing()) {
            send(EventStreamText.message(channel().alloc(), message, shape, null));
        }
    }

    @Override
    public boolean ping() {
        return false; // the client has no way to answer; the heartbeat shows a proxy that the stream is alive
    }

    @Override
    public void close(CloseReason reason) {
        end(reason, null);
    }

    @Override
    public void close(CloseReason reason, long reconnectMillis) {
        end(reason, reconnectMillis);
    }

    private void end(CloseReason reason, @Nullable Long reconnectMillis) {
        if (beginClose(reason)) {
            send(EventStreamText.message(
                    channel().alloc(),
                    ServerMessages.ending(reason.code(), reason.text(), reconnectMillis),
                    shape,
                    reconnectMillis));
            sendLast(EventStreamText.end(channel().alloc())).addListener(ChannelFutureListener.CLOSE);
            cutOffInTime();
        }
    }
}
