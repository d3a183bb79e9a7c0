package dev.ringdown.transport;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets those behind it see nothing but a path and a query, in whatever form the target of a request came (RFC 9112 section 3.2).
 * The host of a whole address goes in place of {@code Host}, if there is one that may be there. Thread-safe, one for all channels.
 */
@ChannelHandler.Sharable
final class RequestTarget extends ChannelInboundHandlerAdapter {
    private static final Pattern ABSOLUTE = Pattern.compile("https?://([^/?#]+)([/?].*)?", Pattern.CASE_INSENSITIVE);
    private static final String WHOLE_SERVER = "*";

    /** For every request of a connection. */
    static final RequestTarget OF_EACH = new RequestTarget(false);

    /** For the first one, behind which it goes out of the way. */
    static final RequestTarget OF_FIRST = new RequestTarget(true);

    private final boolean once;

    private RequestTarget(boolean once) {
        this.once = once;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest request) {
            if (!request.uri().startsWith("/") && request.decoderResult().isSuccess()) {
                simplify(request);
            }
            if (once) {
                ctx.pipeline().remove(this);
            }
        }
        ctx.fireChannelRead(message);
    }

    private static void simplify(HttpRequest request) {
        Matcher absolute = ABSOLUTE.matcher(request.uri());
        if (absolute.matches() && mayBeHost(absolute.group(1))) {
            String rest = absolute.group(2);
            request.setUri(rest == null ? "/" : rest.startsWith("?") ? "/" + rest : rest);
            replaceHost(request.headers(), absolute.group(1));
        } else if (!request.method().equals(HttpMethod.OPTIONS)
                || !request.uri().equals(WHOLE_SERVER)) {
            request.setDecoderResult(DecoderResult.failure(
                    new IllegalArgumentException("neither a path nor an address of http (RFC 9112 section 3.2)")));
        }
    }

    /** With nothing around it: it is to stand in a header. */
    private static boolean mayBeHost(String authority) {
        return HostNames.isHost(authority) && authority.equals(authority.strip());
    }

    private static void replaceHost(HttpHeaders headers, String authority) {
        List<String> hosts = headers.getAll(HttpHeaderNames.HOST);
        if (hosts.size() == 1 && HostNames.isHost(hosts.get(0))) {
            headers.set(HttpHeaderNames.HOST, authority);
        }
    }
}
