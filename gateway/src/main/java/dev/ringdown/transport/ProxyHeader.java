package dev.ringdown.transport;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.haproxy.HAProxyCommand;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a trusted proxy who its client is, by the <a
 * href="https://www.haproxy.org/download/3.0/doc/proxy-protocol.txt">PROXY protocol</a>, version 1 or 2, behind its decoder; then
 * it goes out of the way. What the proxy sends for itself, such as a check
 * of health, is its own. Confined to the channel's event loop, for one channel.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter {
    private final SocketPlace place;
    private final ProxyHeaderFaults faults;

    ProxyHeader(SocketPlace place, ProxyHeaderFaults faults) {
        this.place = place;
        this.faults = faults;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof HAProxyMessage header)) {
            ReferenceCountUtil.release(message); // behind a fault
            return;
        }
        boolean isForItself =
                header.command() == HAProxyCommand.LOCAL || header.proxiedProtocol() == HAProxyProxiedProtocol.UNKNOWN;
        InetAddress client = client(header);
        header.release();
        if (client != null && !isForItself && !place.comesFrom(client)) {
            ctx.close();
        } else if (client == null && !isForItself) {
            faults.note(ctx.channel().remoteAddress(), "its client does not come over TCP");
            ctx.close();
        } else {
            ctx.pipeline().remove(this);
        }
    }

    /** Null: it has no address of the Internet. */
    private static @Nullable InetAddress client(HAProxyMessage header) {
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        boolean isTcp = protocol == HAProxyProxiedProtocol.TCP4 || protocol == HAProxyProxiedProtocol.TCP6;
        String address = header.sourceAddress();
        return isTcp && address != null ? NetUtil.createInetAddressFromIpAddressString(address) : null;
    }
}
