package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseEncoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Reads the one request of a public connection. What comes behind it stays as it is: after an upgrade they are frames. Confined to the channel's event loop, for one channel.
 */
final class FirstRequestDecoder extends HttpRequestDecoder {
    private boolean whole;
    private boolean isHead;

    /** @param maxRequestBytes the largest request line, and the largest header block */
    FirstRequestDecoder(int maxRequestBytes, int maxChunkBytes) {
        super(maxRequestBytes, maxRequestBytes, maxChunkBytes);
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf bytes, List<Object> out) throws Exception {
        if (!whole) {
            super.decode(ctx, bytes, out);
            whole = !out.isEmpty() && out.get(out.size() - 1) instanceof LastHttpContent;
        }
    }

    /** What has come behind the request; whoever takes it releases it. */
    ByteBuf takeRest() {
        return internalBuffer().readBytes(internalBuffer().readableBytes());
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        HttpMessage message = super.createMessage(initialLine);
        isHead = message instanceof HttpRequest request && request.method().equals(HttpMethod.HEAD);
        return message;
    }

    /** Who says nothing more is still owed the answer to what it has said (RFC 9293 section 3.6), if it has said it all. */
    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
        super.userEventTriggered(ctx, event);
        if (event == ChannelInputShutdownEvent.INSTANCE && !whole) {
            ctx.close();
        }
    }

    /** Writes the answer, of which HEAD gets no body (RFC 9110 section 9.3.2). */
    HttpResponseEncoder answers() {
        return new HttpResponseEncoder() {
            @Override
            protected boolean isContentAlwaysEmpty(HttpResponse response) {
                return isHead || super.isContentAlwaysEmpty(response);
            }
        };
    }
}
