package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Problem;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deadlines of one internal connection, behind its codec: for a head from its first byte, for a body from its head, for a
 * line of a stream from its first byte. No byte starts one anew. Between two requests, and
 * between two lines, a connection may be silent as long as it likes; between requests it {@linkplain SocketPlace gives way}
 * when there are too many. Time in which nothing is read from the peer does not count against it. Confined to the channel's
 * event loop, for one channel.
 */
final class RequestDeadlines extends ChannelDuplexHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RequestDeadlines.class);
    private static final long NONE = 0;

    /** How long a head may take, and a body or a line of a stream. */
    record Times(Duration head, Duration body) {}

    private final Times times;
    private final SocketPlace place;
    private final RequestHandler requests;
    private final GatewayMetrics metrics;

    /** Heads that came and answers that were written: a connection is idle when they are as many. */
    private long begun;

    private long answered;

    private boolean withinBody;
    private boolean isStream;
    private boolean decoded;

    /** When the head, body or line that is under way has to be whole. */
    private long dueNanos = NONE;

    /** Looks whether that has passed; null while nobody has to look. */
    private @Nullable Future<?> timer;

    private boolean ended;

    /**
     * @param place of the socket
     * @param requests answers in its turn who is too late
     */
    RequestDeadlines(Times times, SocketPlace place, RequestHandler requests, GatewayMetrics metrics) {
        this.times = times;
        this.place = place;
        this.requests = requests;
        this.metrics = metrics;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        decoded = true;
        if (message instanceof HttpRequest request) {
            begin(ctx, request);
        }
        if (message instanceof LastHttpContent) {
            withinBody = false;
            dueNanos = NONE;
        } else if (isStream && message instanceof HttpContent content) {
            takeLines(ctx, content.content());
        }
        ctx.fireChannelRead(message);
    }

    private void begin(ChannelHandlerContext ctx, HttpRequest request) {
        if (begun == 0) {
            ctx.pipeline().remove(ArrivalDeadline.class);
        }
        begun++;
        withinBody = true;
        isStream = LineStreamHandler.isStream(request);
        dueNanos = NONE;
    }

    /** Each line has its own time; who sends whole lines has no deadline in between. */
    private void takeLines(ChannelHandlerContext ctx, ByteBuf bytes) {
        int lineEnd = bytes.indexOf(bytes.writerIndex(), bytes.readerIndex(), (byte) '\n');
        if (lineEnd == bytes.writerIndex() - 1) {
            dueNanos = NONE;
        } else if (lineEnd >= 0 || dueNanos == NONE) {
            dueNanos = after(ctx, times.body());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (withinBody) {
            if (!isStream && dueNanos == NONE) {
                dueNanos = after(ctx, times.body());
            }
        } else if (!decoded && dueNanos == NONE) {
            dueNanos = after(ctx, times.head()); // bytes came, and no head came of them yet
        }
        decoded = false;
        if (begun > answered) {
            place.hold();
        }
        watch(ctx);
        ctx.fireChannelReadComplete();
    }

    /** That nothing more comes goes the way of the requests, behind them. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            dueNanos = NONE;
            ctx.fireChannelRead(event);
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        boolean isInterim = message instanceof HttpResponse response
                && response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
        if (message instanceof LastHttpContent && !isInterim && ++answered >= begun) {
            place.waitForPeer();
        }
        ctx.write(message, promise);
    }

    private static long after(ChannelHandlerContext ctx, Duration time) {
        long due = now(ctx) + time.toNanos();
        return due == NONE ? 1 : due;
    }

    private static long now(ChannelHandlerContext ctx) {
        return ctx.executor().ticker().nanoTime();
    }

    /** One timer at a time; a deadline that was met is only noticed when it looks. */
    private void watch(ChannelHandlerContext ctx) {
        if (timer == null && !ended && dueNanos != NONE) {
            timer = ctx.executor().schedule(() -> look(ctx), Math.max(1, dueNanos - now(ctx)), TimeUnit.NANOSECONDS);
        }
    }

    private void look(ChannelHandlerContext ctx) {
        timer = null;
        if (dueNanos != NONE && dueNanos - now(ctx) <= 0) {
            if (ctx.channel().config().isAutoRead()) {
                refuse(ctx, withinBody ? Limit.BODY_TIMEOUT : Limit.HEAD_TIMEOUT);
            } else {
                dueNanos = after(ctx, withinBody ? times.body() : times.head());
            }
        }
        watch(ctx);
    }

    private void refuse(ChannelHandlerContext ctx, Limit limit) {
        ended = true;
        dueNanos = NONE;
        metrics.limitReached(limit);
        LOG.debug("too late peer={} limit={}", ctx.channel().remoteAddress(), limit);
        if (isStream && withinBody) {
            ctx.close(); // its answer has begun
            return;
        }
        requests.refuse(
                requireNonNull(ctx.pipeline().context(requests), "requests"),
                Problem.of(
                                HttpResponseStatus.REQUEST_TIMEOUT.code(),
                                "Request Timeout",
                                "the request did not come to its end in time (" + limit + "); nothing was stored")
                        .withLimit(limit));
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        ended = true;
        ctx.fireChannelInactive();
    }
}
