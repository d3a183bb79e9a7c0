package dev.ringdown.transport;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a channel for good if it is not closed in time. Called on the channel's event loop. */
final class CutOff {
    private CutOff() {}

    /** @param atMost how long the channel may stay open from now on */
    static void after(Duration atMost, Channel channel) {
        Future<?> cutOff = channel.eventLoop().schedule(() -> now(channel), atMost.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> cutOff.cancel(false));
    }

    /** Past what stands first in the pipeline: TLS would first try to say goodbye to a peer that does not listen. */
    private static void now(Channel channel) {
        ChannelHandlerContext first = channel.pipeline().firstContext();
        if (first == null) {
            channel.close();
        } else {
            first.close();
        }
    }
}
