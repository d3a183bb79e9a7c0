package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import io.netty.channel.ChannelHandlerContext;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets routes read the requests of one internal connection in their order: a small one at once, one with a large body
 * elsewhere, so that the other connections of the loop do not wait for it. Those behind it on its own connection do.
 * Confined to the channel's event loop, for one channel.
 */
final class RequestTurns {
    /** A body of so many bytes is read at once, which takes less than a millisecond. */
    static final int AT_ONCE_BYTES = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(RequestTurns.class);

    private final Executor elsewhere;

    /** What was decoded already when a large one came. */
    private final ArrayDeque<Runnable> behind = new ArrayDeque<>(0);

    private boolean busy;

    /** @param elsewhere where large bodies are read: of each connection one at a time */
    RequestTurns(Executor elsewhere) {
        this.elsewhere = requireNonNull(elsewhere, "elsewhere");
    }

    /** A request is being read elsewhere. */
    boolean isBusy() {
        return busy;
    }

    /**
     * Lets a request be read in its turn.
     *
     * @param reading asks its route; on any thread
     * @param free called on the loop when nothing is read elsewhere any more
     */
    void take(ChannelHandlerContext ctx, WholeRequest message, Runnable reading, Runnable free) {
        if (busy) {
            behind.add(() -> take(ctx, message, reading, free));
        } else if (message.request().body().length <= AT_ONCE_BYTES) {
            reading.run();
            message.isRead();
        } else {
            readElsewhere(ctx, message, reading, free);
        }
    }

    private void readElsewhere(ChannelHandlerContext ctx, WholeRequest message, Runnable reading, Runnable free) {
        busy = true;
        try {
            elsewhere.execute(() -> {
                reading.run();
                comeBack(ctx, message, free);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "the server has ended before it read a request peer={}",
                    ctx.channel().remoteAddress());
            message.isRead();
            ctx.close();
        }
    }

    private void comeBack(ChannelHandlerContext ctx, WholeRequest message, Runnable free) {
        try {
            ctx.executor().execute(() -> {
                message.isRead();
                goOn(free);
            });
        } catch (RejectedExecutionException e) {
            LOG.debug(
                    "the server has ended before it answered peer={}",
                    ctx.channel().remoteAddress());
        }
    }

    private void goOn(Runnable free) {
        busy = false;
        while (!busy && !behind.isEmpty()) {
            behind.remove().run();
        }
        if (!busy) {
            free.run();
        }
    }
}
