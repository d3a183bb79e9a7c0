package dev.ringdown.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import java.io.IOException;
import java.net.InetSocketAddress;

/** Binding a port, with a message that helps when it cannot be had. */
final class Listening {
    private Listening() {}

    /** @param key the key of the configuration that chooses the port */
    static Channel on(ServerBootstrap bootstrap, InetSocketAddress address, String key) throws IOException {
        ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            String where = address.getHostString() + ":" + address.getPort();
            throw new IOException(
                    "cannot listen on " + where + ": " + bound.cause().getMessage()
                            + " (is another process using it? choose another with --set " + key + "=<port>, 0 for any)",
                    bound.cause());
        }
        return bound.channel();
    }
}
