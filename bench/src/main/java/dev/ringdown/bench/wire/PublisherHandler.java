package dev.ringdown.bench.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A publisher's connection, on which requests follow each other without waiting for answers. Confined to its event loop. */
public final class PublisherHandler extends ChannelInboundHandlerAdapter {
    /** Who hears of answers. Called on the loop. */
    public interface Listener {
        /** Requests may be sent. */
        void onConnected(PublisherHandler connection);

        /**
         * A request was taken, in the order of the requests; never called where none is answered.
         *
         * @param sentNanos when it was sent, as {@link #post} was told
         */
        void onTaken(PublisherHandler connection, long sentNanos);

        /** A request was not taken. */
        void onRefused(PublisherHandler connection, String why);

        /** The connection has ended; what was not answered never will be. */
        void onLost(PublisherHandler connection, String reason);
    }

    private final Uplink uplink;
    private final Listener listener;
    private final Uplink.Sink sink = new Back();
    private @Nullable Channel channel;
    private final LongQueue unanswered = new LongQueue();
    private boolean unflushed;
    private boolean ended;

    public PublisherHandler(Uplink uplink, Listener listener) {
        this.uplink = uplink;
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        ByteBuf greeting = uplink.greeting();
        if (greeting.isReadable()) {
            context.writeAndFlush(greeting, context.voidPromise());
        } else {
            listener.onConnected(this);
        }
    }

    /** Sends a request, which it releases, with the next {@link #flush}. */
    public void post(ByteBuf request, long sentNanos) {
        Channel open = requireNonNull(channel, "connected");
        if (uplink.isAnswered()) {
            unanswered.add(sentNanos);
        }
        unflushed = true;
        open.write(request, open.voidPromise());
    }

    public void flush() {
        if (unflushed) {
            unflushed = false;
            requireNonNull(channel, "connected").flush();
        }
    }

    public int unanswered() {
        return unanswered.size();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            uplink.read(in, sink);
        } finally {
            in.release();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        uplink.close();
        end("end of stream");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        end(String.valueOf(cause.getMessage()));
    }

    private void end(String reason) {
        if (!ended) {
            close();
            listener.onLost(this, reason);
        }
    }

    public void close() {
        ended = true;
        if (channel != null) {
            channel.close();
        }
    }

    /** What the uplink has read. */
    private final class Back implements Uplink.Sink {
        @Override
        public void onReady() {
            listener.onConnected(PublisherHandler.this);
        }

        @Override
        public void onTaken() {
            listener.onTaken(PublisherHandler.this, unanswered.remove());
        }

        @Override
        public void onRefused(String why) {
            if (uplink.isAnswered()) {
                unanswered.remove();
            }
            listener.onRefused(PublisherHandler.this, why);
        }

        @Override
        public void answer(ByteBuf bytes) {
            Channel open = requireNonNull(channel, "connected");
            open.writeAndFlush(bytes, open.voidPromise());
        }
    }
}
