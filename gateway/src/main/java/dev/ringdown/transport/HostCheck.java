package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.metrics.GatewayMetrics;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;

/**
 * Refuses requests whose {@code Host} is none of this port's; the connection ends with the answer. Confined to the
 * channel's event loop, for one channel.
 */
abstract class HostCheck extends ChannelInboundHandlerAdapter {
    private final HostNames hosts;
    private boolean refused;

    private HostCheck(HostNames hosts) {
        this.hosts = requireNonNull(hosts, "hosts");
    }

    /** Looks at every request of an internal connection, and refuses in the turn of its answers. */
    static HostCheck ofEach(HostNames hosts, RequestHandler requests) {
        return new HostCheck(hosts) {
            @Override
            void refuse(ChannelHandlerContext ctx, Problem problem) {
                requests.refuse(requireNonNull(ctx.pipeline().context(requests), "requests"), problem);
            }

            @Override
            void passed(ChannelHandlerContext ctx) {
                // Another request may follow.
            }
        };
    }

    /**
     * Looks at the first request of a public connection, which is the only one that counts, and goes out of the way.
     *
     * @param linger how long a peer that was refused may go on sending before it is cut off
     */
    static HostCheck ofFirst(HostNames hosts, Duration linger, GatewayMetrics metrics) {
        return new HostCheck(hosts) {
            @Override
            void refuse(ChannelHandlerContext ctx, Problem problem) {
                metrics.refused("public", problem.status());
                Answer answer = problem.toAnswer();
                FullHttpResponse response = HttpMessages.response(answer);
                HttpUtil.setKeepAlive(response, false);
                LingeringClose.after(ctx.writeAndFlush(response), ctx.pipeline(), linger);
            }

            @Override
            void passed(ChannelHandlerContext ctx) {
                ctx.pipeline().remove(this);
            }
        };
    }

    /** Answers with a problem; nothing of the connection is heard any more. */
    abstract void refuse(ChannelHandlerContext ctx, Problem problem);

    /** The host of a request is right. */
    abstract void passed(ChannelHandlerContext ctx);

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!refused && message instanceof HttpRequest request) {
            look(ctx, request);
        }
        if (refused) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    /** What could not be read is for those behind to refuse. */
    private void look(ChannelHandlerContext ctx, HttpRequest request) {
        Problem fault = request.decoderResult().isSuccess() ? hosts.faultOf(request) : null;
        if (fault == null) {
            passed(ctx);
        } else {
            refused = true;
            refuse(ctx, fault);
        }
    }
}
