package dev.ringdown.bench.wire;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** A publisher's connection, on which requests are pipelined. Confined to its event loop. */
public final class PostHandler extends ChannelInboundHandlerAdapter {
    /** Who hears of answers. Called on the loop. */
    public interface Listener {
        /** Requests may be sent. */
        void onConnected(PostHandler connection);

        /**
         * A request was answered, in the order of the requests.
         *
         * @param sentNanos when it was sent, as {@link #post} was told
         * @param objects of the answer: as many as events were taken
         * @param refusal empty if it was taken
         */
        void onAnswer(PostHandler connection, long sentNanos, int status, int objects, String refusal);

        /** The connection has ended; what was not answered never will be. */
        void onLost(PostHandler connection, String reason);
    }

    private final Listener listener;
    private final Answers answers = new Answers();
    private final Answers.Sink sink = this::onAnswer;
    private @Nullable Channel channel;
    private final LongQueue unanswered = new LongQueue();
    private boolean unflushed;
    private boolean ended;

    public PostHandler(Listener listener) {
        this.listener = listener;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        channel = context.channel();
        listener.onConnected(this);
    }

    /** Sends a request, which it releases, with the next {@link #flush}. */
    public void post(ByteBuf request, long sentNanos) {
        Channel open = requireNonNull(channel, "connected");
        unanswered.add(sentNanos);
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
            answers.scan(in, sink);
        } finally {
            in.release();
        }
    }

    private void onAnswer(int status, int objects, String refusal) {
        listener.onAnswer(this, unanswered.remove(), status, objects, refusal);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
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
}
