package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.time.Duration;

/** The last that is said on a public connection that does not become a session. */
final class LastAnswer {
    private static final int UPGRADE_REQUIRED = 426;

    /** How long a peer may take to hear it. */
    private static final Duration LINGER = Duration.ofSeconds(5);

    private LastAnswer() {}

    /** Writes it so that it arrives, whatever the peer is still sending. */
    static void write(ChannelHandlerContext ctx, Answer answer) {
        FullHttpResponse response = HttpMessages.response(answer);
        if (answer.status() != UPGRADE_REQUIRED) { // which has a Connection of its own
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        LingeringClose.after(ctx.writeAndFlush(response), ctx.pipeline(), LINGER);
    }
}
