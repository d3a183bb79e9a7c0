package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.auth.Proof;
import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.session.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request for a session on its way, stage by stage: what it asks for is right, who asks may come in at all, the claim is
 * proved elsewhere while nothing is read, the identity may have it and is admitted, the session is open. Each stage leads to
 * the next or refuses. Confined to the channel's event loop.
 */
final class Handshake {
    private static final Logger LOG = LoggerFactory.getLogger(Handshake.class);
    private static final int INTERNAL_ERROR = 500;

    private final ChannelHandlerContext ctx;
    private final FullHttpRequest request;
    private final Opening opening;
    private final Admission admission;
    private final Verification verification;
    private final GatewayMetrics metrics;
    private final SocketPlace place;

    /**
     * @param ctx of the handler that is to go once the session is open
     * @param request held until the claim is proved, released by who calls {@link #begin}
     */
    Handshake(
            ChannelHandlerContext ctx,
            FullHttpRequest request,
            Opening opening,
            Admission admission,
            Verification verification,
            GatewayMetrics metrics) {
        this.ctx = requireNonNull(ctx, "ctx");
        this.request = requireNonNull(request, "request");
        this.opening = requireNonNull(opening, "opening");
        this.admission = requireNonNull(admission, "admission");
        this.verification = requireNonNull(verification, "verification");
        this.metrics = requireNonNull(metrics, "metrics");
        this.place = requireNonNull(ctx.pipeline().get(SocketPlace.class), "place");
    }

    void begin() {
        Problem fault = opening.fault();
        if (fault == null) {
            fault = admission.unready();
        }
        if (fault == null) {
            fault = admission.foreignPage(request.headers());
        }
        if (fault == null) {
            fault = prove();
        }
        if (fault != null) {
            refuse(fault);
        }
    }

    /** Why the claim is not even tried; null: {@link #decide} follows. */
    private @Nullable Problem prove() {
        boolean tls = ctx.pipeline().get(SslHandler.class) != null;
        Claim claim = admission.claim(request, place.peer(), tls);
        Limit reached = place.belongTo(claim.address().network());
        if (reached != null) {
            return Unproved.tooManyOfAddress(reached);
        }
        if (claim.offered().isEmpty()) {
            return Unproved.noCredential(claim.cookiesCount());
        }
        place.hold();
        ctx.channel().config().setAutoRead(false);
        request.retain();
        if (verification.tryProve(claim, (outcome, failure) -> comeBack(claim, outcome, failure))) {
            return null;
        }
        request.release();
        return Unproved.tooManyAtOnce();
    }

    /** Goes on on the event loop; on the thread that has proved. */
    private void comeBack(Claim claim, ProvingInOrder.@Nullable Outcome outcome, @Nullable Throwable failure) {
        try {
            ctx.executor().execute(() -> {
                try {
                    decide(claim, outcome, failure);
                } catch (RuntimeException | Error e) { // nobody else would close the connection
                    breakOff(ctx, e, metrics);
                } finally {
                    request.release();
                }
            });
        } catch (RejectedExecutionException e) {
            request.release(); // the server has ended meanwhile, and the connection with it
        }
    }

    private void decide(Claim claim, ProvingInOrder.@Nullable Outcome outcome, @Nullable Throwable failure) {
        if (!ctx.channel().isActive()) {
            return;
        }
        if (outcome == null) { // a bug; the client must not wait for ever
            LOG.error("cannot prove a credential", failure);
            refuse(Problem.of(INTERNAL_ERROR, "Internal Server Error", "the log of the server has the reason"));
            return;
        }
        Problem fault = admission.unready(); // again: verifying took time, and others came in meanwhile
        if (fault == null) {
            fault = Unproved.problemOf(outcome);
        }
        if (fault != null) {
            refuse(fault);
            return;
        }
        if (ctx.channel() instanceof DuplexChannel duplex && duplex.isInputShutdown()) {
            ctx.close(); // who says nothing more can have no session, and looks like one who has left
            return;
        }
        admit(claim, outcome, ((Proof.Accepted) outcome.proof()).identity());
    }

    private void admit(Claim claim, ProvingInOrder.Outcome outcome, Identity identity) {
        Problem fault = opening.faultFor(identity);
        if (fault != null) {
            refuse(fault);
            return;
        }
        ConnectionLimits.Admission answer = admission.admit(claim, identity);
        if (answer instanceof ConnectionLimits.Refused refused) {
            LOG.debug(
                    "too many connections address={} holder={} limit={}",
                    claim.address().text(),
                    identity.holder(),
                    refused.limit());
            refuse(Admission.tooMany(refused.limit()));
            return;
        }
        Session session = open(claim, identity, (ConnectionLimits.Admitted) answer);
        verification.keepAsking(outcome, ctx.channel(), session);
    }

    private Session open(Claim claim, Identity identity, ConnectionLimits.Admitted admitted) {
        ChannelPipeline pipeline = ctx.pipeline();
        ByteBuf behind = Unpooled.EMPTY_BUFFER;
        Session session;
        try {
            behind = leaveHttp(pipeline);
            session = opening.open(ctx, identity, claim.address().text(), admitted);
        } catch (RuntimeException | Error e) {
            behind.release();
            admitted.release();
            throw e;
        }
        LOG.debug(
                "opened session={} transport={} holder={} customer={} address={} notices={}",
                session.id(),
                session.transport().text(),
                identity.holder(),
                identity.customer(),
                claim.address().text(),
                session.hearsNotices());
        pipeline.remove(ctx.handler());
        ctx.channel().config().setAutoRead(true);
        ChannelHandlerContext tls = pipeline.context(SslHandler.class);
        (tls == null ? pipeline : tls).fireChannelRead(behind); // before anything that comes from now on
        return session;
    }

    /** Returns what came behind the request. */
    private ByteBuf leaveHttp(ChannelPipeline pipeline) {
        pipeline.remove(ArrivalDeadline.class);
        pipeline.remove(place);
        pipeline.remove(SiteHandler.class);
        // From here on who sends nothing more has left, as far as can be told.
        ctx.channel().config().setOption(ChannelOption.ALLOW_HALF_CLOSURE, false);
        FirstRequestDecoder requests = pipeline.get(FirstRequestDecoder.class);
        return requests == null ? Unpooled.EMPTY_BUFFER : requests.takeRest();
    }

    /** Ends a connection of which a bug has left nobody knows what. */
    static void breakOff(ChannelHandlerContext ctx, Throwable bug, GatewayMetrics metrics) {
        metrics.refused("public", INTERNAL_ERROR);
        LOG.error("internal error in a handshake peer={}", ctx.channel().remoteAddress(), bug);
        ctx.channel().close();
    }

    private void refuse(Problem problem) {
        place.waitForPeer();
        metrics.refused("public", problem.status());
        LOG.debug(
                "refused peer={} status={} detail={}",
                ctx.channel().remoteAddress(),
                problem.status(),
                problem.detail());
        LastAnswer.write(ctx, opening.refusal(problem));
    }
}
