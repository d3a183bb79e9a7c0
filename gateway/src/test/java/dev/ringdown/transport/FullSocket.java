package dev.ringdown.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;

/** A socket whose peer does not read: what is written to it waits until the test takes it. Confined to the test. */
final class FullSocket extends EmbeddedChannel {
    FullSocket(ChannelHandler... handlers) {
        super(handlers);
        freezeTime();
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer in) {
        // Nothing: what waits goes on waiting.
    }

    /** The peer takes the oldest of what was written. */
    void takeOne() {
        unsafe().outboundBuffer().remove();
        runPendingTasks();
    }

    /** The peer takes so many bytes of the oldest of what was written, which are not all of it. */
    void take(int bytes) {
        unsafe().outboundBuffer().removeBytes(bytes);
        runPendingTasks();
    }
}
