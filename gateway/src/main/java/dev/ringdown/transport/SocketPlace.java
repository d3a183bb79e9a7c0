package dev.ringdown.transport;

import dev.ringdown.limits.AddressRates;
import dev.ringdown.limits.ClientAddress;
import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.protocol.Limit;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The place of a socket among the {@link WaitingSockets}, from its acceptance until it is removed; a socket that gets none, or
 * whose client has connected too often, is closed before anything is spoken over it. One that comes from a trusted proxy is
 * nobody's until its client is named. Confined to the channel's event loop, for one channel.
 */
final class SocketPlace extends ChannelInboundHandlerAdapter {
    private final WaitingSockets all;
    private final @Nullable AddressRates connects;
    private final TrustedProxies proxies;
    private WaitingSockets.@Nullable Place place;

    /** Null: not known. */
    private @Nullable InetAddress peer;

    /** Of whose connects this one is; null: nobody's. */
    private @Nullable ClientNetwork counted;

    /** @param connects how often clients may connect; null: as often as they like */
    SocketPlace(WaitingSockets all, @Nullable AddressRates connects, TrustedProxies proxies) {
        this.all = all;
        this.connects = connects;
        this.proxies = proxies;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        peer = peer(ctx.channel());
        ClientNetwork client = isProxy(peer) ? null : ClientNetwork.of(peer);
        place = client == null || mayConnect(client) ? all.enter(client, ctx::close) : null;
        if (place == null) {
            ctx.close();
        } else {
            ctx.fireChannelActive();
        }
    }

    private boolean mayConnect(ClientNetwork client) {
        if (connects == null || counted != null) {
            return true;
        }
        if (!connects.tryTake(client)) {
            return false;
        }
        counted = client;
        return true;
    }

    private boolean isProxy(@Nullable InetAddress address) {
        return address != null && proxies.have(address);
    }

    /** Where a request comes from that has these headers. */
    ClientAddress clientOf(HttpHeaders headers) {
        return proxies.clientOf(peer, headers);
    }

    /** Where the socket comes from, as far as that is known before its first request. */
    @Nullable
    InetAddress peer() {
        return peer;
    }

    /** A proxy says where the socket really comes from; false: that has too many, and this one is not to last. */
    boolean comesFrom(InetAddress client) {
        peer = client;
        return isProxy(client) || belongTo(ClientNetwork.of(client)) == null;
    }

    /** Where the other end of a socket is; null: it has gone, or is no socket. */
    static @Nullable InetAddress peer(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress peer ? peer.getAddress() : null;
    }

    /**
     * Counts the socket for its client, if it was not known.
     *
     * @return the limit that the client has reached, and the socket is not to last; null: none
     */
    @Nullable
    Limit belongTo(ClientNetwork client) {
        if (connects != null && !mayConnect(client)) {
            return connects.limit();
        }
        return place != null && place.belongTo(client) ? null : all.ofNetwork();
    }

    /** The client has proved who it is by what it brought: the connect is none of those that are bounded. */
    void giveConnectBack() {
        if (connects != null && counted != null) {
            connects.giveBack(counted);
            counted = null;
        }
    }

    /** The peer has said all that it is to say; the socket waits for us. */
    void hold() {
        if (place != null) {
            place.hold();
        }
    }

    /** The socket waits for its peer again. */
    void waitForPeer() {
        if (place != null) {
            place.waitForPeer();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        leave();
        ctx.fireChannelInactive();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        leave();
    }

    private void leave() {
        if (place != null) {
            place.leave();
        }
    }
}
