package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;

/** The last that is said on a public connection that does not become a session. */
final class LastAnswer {
    private static final int UPGRADE_REQUIRED = 426;

    private LastAnswer() {}

    static void write(ChannelHandlerContext ctx, Answer answer) {
        FullHttpResponse response = HttpMessages.response(answer);
        if (answer.status() != UPGRADE_REQUIRED) { // which has a Connection of its own
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }
}
