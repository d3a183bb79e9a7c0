package dev.ringdown.transport;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Closes a channel for good if it is not closed in time. Called on the channel's event loop. */
final class CutOff {
    private CutOff() {}

    /** @param atMost how long the channel may stay open from now on */
    static void after(Duration atMost, Channel channel) {
        Future<?> cutOff =
                channel.eventLoop().schedule(() -> channel.close(), atMost.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> cutOff.cancel(false));
    }
}
