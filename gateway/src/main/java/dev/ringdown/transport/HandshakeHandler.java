package dev.ringdown.transport;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.session.LoopSessions;
import dev.ringdown.session.Session;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.codec.http.websocketx.Utf8FrameValidator;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.timeout.ReadTimeoutException;
import io.netty.handler.timeout.ReadTimeoutHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a connection from its first request to an open session, or refuses it with the status and reason of the
 * protocol, or answers a request for a document or a page. While the credential is verified elsewhere nothing is
 * read. Confined to the channel's event loop, for one channel.
 */
final class HandshakeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeHandler.class);

    private final PublicEndpoint endpoint;
    private boolean requested;
    private boolean upgraded;

    HandshakeHandler(PublicEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!endpoint.handshakeBegins()) {
            ctx.close();
        }
        ctx.fireChannelActive();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (!upgraded) {
            endpoint.handshakeEnds();
        }
        ctx.fireChannelInactive();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (requested) {
            return; // sent before the first was answered, which RFC 6455 section 4.1 forbids; one channel, one session
        }
        requested = true;
        boolean isHandshake = new QueryStringDecoder(request.uri()).rawPath().equals(HandshakeCheck.PATH);
        Answer document = isHandshake ? null : endpoint.read(HttpMessages.request(request));
        if (document != null) {
            answer(ctx, document);
            return;
        }
        if (request.decoderResult().cause() instanceof TooLongFrameException) {
            endpoint.metrics().limitReached("limits.handshake-bytes");
        }
        Problem fault = HandshakeCheck.faultOf(request);
        if (fault == null) {
            fault = endpoint.unready();
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (fault == null && !endpoint.origins().allows(origin)) {
            fault = Problem.of(403, "Forbidden", "the origin of this page is not on the list (origins)");
        }
        if (fault != null) {
            refuse(ctx, fault);
            return;
        }
        Credential credential = Credentials.of(new QueryStringDecoder(request.uri()), request.headers());
        if (credential == null) {
            refuse(
                    ctx,
                    unauthorized("no credential (expected: ?token=<token>, ?accesskey=<key>, Authorization: Bearer"
                            + " <token>, or the subprotocol bearer.<token>)"));
            return;
        }
        verify(ctx, request, credential);
    }

    private void verify(ChannelHandlerContext ctx, FullHttpRequest request, Credential credential) {
        ctx.channel().config().setAutoRead(false);
        Authenticator authenticator = endpoint.authenticator();
        request.retain();
        try {
            endpoint.authExecutor().execute(() -> {
                Proof proof = authenticator.prove(credential);
                ctx.executor().execute(() -> {
                    try {
                        decide(ctx, request, proof);
                    } finally {
                        request.release();
                    }
                });
            });
        } catch (RejectedExecutionException e) {
            request.release();
            endpoint.metrics().limitReached("limits.authentications");
            refuse(
                    ctx,
                    Problem.of(503, "Service Unavailable", "too many handshakes at once (limits.authentications)")
                            .retryAfterSeconds(1));
        }
    }

    private void decide(ChannelHandlerContext ctx, FullHttpRequest request, Proof proof) {
        if (!ctx.channel().isActive()) {
            return;
        }
        Problem unready = endpoint.unready(); // again: verifying took time, and others came in meanwhile
        if (unready != null) {
            refuse(ctx, unready);
            return;
        }
        if (proof instanceof Proof.Refused refused) {
            refuse(
                    ctx,
                    refused.known() ? Problem.of(403, "Forbidden", refused.detail()) : unauthorized(refused.detail()));
            return;
        }
        Identity identity = ((Proof.Accepted) proof).identity();
        InetSocketAddress peer = (InetSocketAddress) ctx.channel().remoteAddress();
        String address = endpoint.clientAddress().of(peer, request.headers());
        ConnectionLimits.Admission admission = endpoint.limits()
                .admit(address, identity.holder(), identity.customer().toString());
        if (admission instanceof ConnectionLimits.Refused refused) {
            LOG.debug(
                    "too many connections address={} holder={} limit={}", address, identity.holder(), refused.limit());
            refuse(ctx, tooMany(refused.limit()));
            return;
        }
        upgrade(ctx, request, identity, address, (ConnectionLimits.Admitted) admission);
    }

    private void upgrade(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Identity identity,
            String address,
            ConnectionLimits.Admitted admitted) {
        HandshakeOptions options = endpoint.options();
        WebSocketServerExtension deflate = endpoint.agreeOnDeflate(request.headers());
        WebSocketServerHandshaker handshaker = new WebSocketServerHandshaker13(
                null,
                Subprotocols.RINGDOWN + ',' + Subprotocols.CLOUDEVENTS,
                WebSocketDecoderConfig.newBuilder()
                        .maxFramePayloadLength(options.maxMessageBytes())
                        .allowExtensions(deflate != null)
                        .closeOnProtocolViolation(false) // the session's handler closes, with a sentence
                        .build());
        upgraded = true;
        endpoint.handshakeEnds();
        Subprotocols.prepare(request.headers());
        handshaker.handshake(ctx.channel(), request, extensionHeaders(deflate), ctx.newPromise());

        String sessionId = UUID.randomUUID().toString();
        NettyConnection connection = new NettyConnection(ctx.channel(), options.closeTimeout(), deflate != null);
        boolean notices = Subprotocols.RINGDOWN.equals(handshaker.selectedSubprotocol());
        LoopSessions sessions = endpoint.sessionsOf(ctx.channel().eventLoop());
        Session session = sessions.open(sessionId, identity, connection, notices);
        LOG.debug(
                "opened session={} holder={} customer={} address={} notices={}",
                sessionId,
                identity.holder(),
                identity.customer(),
                address,
                notices);

        ChannelPipeline pipeline = ctx.pipeline();
        pipeline.remove(ReadTimeoutHandler.class);
        if (deflate != null) {
            pipeline.addLast(deflate.newExtensionDecoder());
        }
        pipeline.addLast(
                new WebSocketFrameAggregator(options.maxMessageBytes()),
                new Utf8FrameValidator(false),
                new SessionHandler(session, connection, admitted, endpoint.metrics()));
        pipeline.remove(this);
        ctx.channel().config().setAutoRead(true);
    }

    private static HttpHeaders extensionHeaders(@Nullable WebSocketServerExtension deflate) {
        return deflate == null
                ? EmptyHttpHeaders.INSTANCE
                : DefaultHttpHeadersFactory.headersFactory()
                        .newHeaders()
                        .set(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS, Deflate.answer(deflate));
    }

    private static Problem tooMany(String limit) {
        return limit.equals(ConnectionLimits.CONNECTIONS)
                ? PublicEndpoint.full()
                : Problem.of(429, "Too Many Requests", "too many connections (" + limit + ")")
                        .retryAfterSeconds(10);
    }

    private static Problem unauthorized(String detail) {
        return Problem.of(401, "Unauthorized", detail).withHeader("WWW-Authenticate", "Bearer");
    }

    private void refuse(ChannelHandlerContext ctx, Problem problem) {
        LOG.debug(
                "refused peer={} status={} detail={}",
                ctx.channel().remoteAddress(),
                problem.status(),
                problem.detail());
        answer(ctx, problem.toAnswer());
    }

    /** The last that is said on the connection. */
    private void answer(ChannelHandlerContext ctx, Answer answer) {
        if (answer.status() >= 400) {
            endpoint.metrics().refused("public", answer.status());
        }
        FullHttpResponse response = HttpMessages.response(answer);
        if (answer.status() != 426) { // which has a Connection of its own
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof ReadTimeoutException) {
            endpoint.metrics().limitReached("limits.handshake-timeout");
            LOG.debug("no handshake in time peer={}", ctx.channel().remoteAddress());
        } else if (cause instanceof IOException || cause instanceof DecoderException) { // the latter: no TLS, or bad
            LOG.debug("connection lost peer={} cause={}", ctx.channel().remoteAddress(), cause.toString());
        } else {
            LOG.error("internal error in a handshake peer={}", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }
}
