package dev.ringdown.transport;

import dev.ringdown.auth.Authenticator;
import dev.ringdown.auth.Credential;
import dev.ringdown.auth.Proof;
import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.ReadTimeoutException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a connection from its first request to an open session, over a WebSocket or an event stream, or refuses it with
 * the status and reason of the protocol, or answers a request for a document or a page. While the credential is verified
 * elsewhere nothing is read. Confined to the channel's event loop, for one channel.
 */
final class HandshakeHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HandshakeHandler.class);

    private final PublicEndpoint endpoint;
    private boolean requested;
    private boolean opened;

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
        if (!opened) {
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
        String path = new QueryStringDecoder(request.uri()).rawPath();
        boolean opens = endpoint.options().paths().contains(path) || path.equals(EventStreamOpening.PATH);
        Answer document = opens ? null : endpoint.read(HttpMessages.request(request));
        if (document != null) {
            if (document.status() >= 400) {
                endpoint.metrics().refused("public", document.status());
            }
            answer(ctx, document);
            return;
        }
        if (request.decoderResult().cause() instanceof TooLongFrameException) {
            endpoint.metrics().limitReached(Limit.HANDSHAKE_BYTES);
        }
        Opening opening = openingFor(ctx, request);
        Problem fault = opening.fault();
        if (fault == null) {
            fault = endpoint.unready();
        }
        String origin = request.headers().get(HttpHeaderNames.ORIGIN);
        if (fault == null && !endpoint.origins().allows(origin)) {
            fault = Problem.of(403, "Forbidden", "the origin of this page is not on the list (origins)");
        }
        if (fault != null) {
            refuse(ctx, opening, fault);
            return;
        }
        boolean cookiesCount =
                endpoint.cookies().counts(request.headers(), ctx.pipeline().get(SslHandler.class) != null, peer(ctx));
        List<OfferedCredential> offered =
                Credentials.of(new QueryStringDecoder(request.uri()), request.headers(), cookiesCount);
        if (offered.isEmpty()) {
            refuse(ctx, opening, Unproved.noCredential(cookiesCount));
            return;
        }
        verify(ctx, request, opening, offered);
    }

    private Opening openingFor(ChannelHandlerContext ctx, FullHttpRequest request) {
        if (!new QueryStringDecoder(request.uri()).rawPath().equals(EventStreamOpening.PATH)) {
            return new WebSocketOpening(endpoint, request);
        }
        return new EventStreamOpening(
                endpoint, endpoint.sessionsOf(ctx.channel().eventLoop()), request);
    }

    /** Where the request comes from; null: the connection has gone meanwhile. */
    private static @Nullable InetSocketAddress peer(ChannelHandlerContext ctx) {
        return ctx.channel().remoteAddress() instanceof InetSocketAddress peer ? peer : null;
    }

    private void verify(
            ChannelHandlerContext ctx, FullHttpRequest request, Opening opening, List<OfferedCredential> offered) {
        ctx.channel().config().setAutoRead(false);
        String address = endpoint.clientAddress().of(peer(ctx), request.headers());
        ProvingInOrder proving = new ProvingInOrder(endpoint.authenticator(), offered, address);
        request.retain();
        try {
            endpoint.authExecutor()
                    .execute(() -> proving.prove()
                            .whenComplete((outcome, failure) -> comeBack(
                                    ctx,
                                    () -> {
                                        try {
                                            decide(ctx, opening, address, outcome, failure);
                                        } finally {
                                            request.release();
                                        }
                                    },
                                    request)));
        } catch (RejectedExecutionException e) {
            request.release();
            endpoint.metrics().limitReached(Limit.AUTHENTICATIONS);
            refuse(
                    ctx,
                    opening,
                    Problem.of(
                                    503,
                                    "Service Unavailable",
                                    "too many handshakes at once (" + Limit.AUTHENTICATIONS + ")")
                            .withLimit(Limit.AUTHENTICATIONS)
                            .retryAfterSeconds(1));
        }
    }

    /** Goes on on the event loop; on the thread that has proved. */
    private static void comeBack(ChannelHandlerContext ctx, Runnable goingOn, FullHttpRequest request) {
        try {
            ctx.executor().execute(goingOn);
        } catch (RejectedExecutionException e) {
            request.release(); // the server has ended meanwhile, and the connection with it
        }
    }

    private void decide(
            ChannelHandlerContext ctx,
            Opening opening,
            String address,
            ProvingInOrder.@Nullable Outcome outcome,
            @Nullable Throwable failure) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (outcome == null) { // a bug; the client must not wait for ever
            LOG.error("cannot prove a credential", failure);
            refuse(ctx, opening, Problem.of(500, "Internal Server Error", "the log of the server has the reason"));
            return;
        }
        Problem unready = endpoint.unready(); // again: verifying took time, and others came in meanwhile
        if (unready != null) {
            refuse(ctx, opening, unready);
            return;
        }
        Problem unproved = Unproved.problemOf(outcome);
        if (unproved != null) {
            refuse(ctx, opening, unproved);
            return;
        }
        Proof.Accepted accepted = (Proof.Accepted) outcome.proof();
        Identity identity = accepted.identity();
        Problem fault = opening.faultFor(identity);
        if (fault != null) {
            refuse(ctx, opening, fault);
            return;
        }
        ConnectionLimits.Admission admission =
                endpoint.limits().admit(address, identity.holderKey(), identity.customer());
        if (admission instanceof ConnectionLimits.Refused refused) {
            LOG.debug(
                    "too many connections address={} holder={} limit={}", address, identity.holder(), refused.limit());
            refuse(ctx, opening, tooMany(refused.limit()));
            return;
        }
        Session session = open(ctx, opening, identity, address, (ConnectionLimits.Admitted) admission);
        if (accepted.askAgainAfter() != null && outcome.of().credential() instanceof Credential.AccessKey key) {
            Authenticator authenticator = endpoint.authenticator();
            new KeyWatch(ctx.channel(), () -> authenticator.proveAgain(key), identity, session::close)
                    .begin(accepted.askAgainAfter());
        }
    }

    private Session open(
            ChannelHandlerContext ctx,
            Opening opening,
            Identity identity,
            String address,
            ConnectionLimits.Admitted admitted) {
        opened = true;
        endpoint.handshakeEnds();
        Session session = opening.open(ctx, identity, address, admitted);
        LOG.debug(
                "opened session={} transport={} holder={} customer={} address={} notices={}",
                session.id(),
                session.transport().text(),
                identity.holder(),
                identity.customer(),
                address,
                session.hearsNotices());
        ctx.pipeline().remove(HandshakeDeadline.class);
        ctx.pipeline().remove(this);
        ctx.channel().config().setAutoRead(true);
        return session;
    }

    private static Problem tooMany(Limit limit) {
        return limit == Limit.CONNECTIONS
                ? PublicEndpoint.full()
                : Problem.of(429, "Too Many Requests", "too many connections (" + limit + ")")
                        .withLimit(limit)
                        .retryAfterSeconds(10);
    }

    private void refuse(ChannelHandlerContext ctx, Opening opening, Problem problem) {
        endpoint.metrics().refused("public", problem.status());
        LOG.debug(
                "refused peer={} status={} detail={}",
                ctx.channel().remoteAddress(),
                problem.status(),
                problem.detail());
        answer(ctx, opening.refusal(problem));
    }

    /** The last that is said on the connection. */
    private void answer(ChannelHandlerContext ctx, Answer answer) {
        FullHttpResponse response = HttpMessages.response(answer);
        if (answer.status() != 426) { // which has a Connection of its own
            response.headers().set(HttpHeaderNames.CONNECTION, "close");
        }
        ctx.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof ReadTimeoutException) {
            endpoint.metrics().limitReached(Limit.HANDSHAKE_TIMEOUT);
            LOG.debug("no handshake in time peer={}", ctx.channel().remoteAddress());
        } else if (cause instanceof IOException || cause instanceof DecoderException) { // the latter: no TLS, or bad
            LOG.debug("connection lost peer={} cause={}", ctx.channel().remoteAddress(), cause.toString());
        } else {
            LOG.error("internal error in a handshake peer={}", ctx.channel().remoteAddress(), cause);
        }
        ctx.close();
    }
}
