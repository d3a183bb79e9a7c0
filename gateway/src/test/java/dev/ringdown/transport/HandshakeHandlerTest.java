package dev.ringdown.transport;

import static dev.ringdown.transport.Edge.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import io.netty.channel.Channel;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.ssl.NotSslRecordException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to one connection up to its upgrade. */
class HandshakeHandlerTest {
    private final CapturedLog log = new CapturedLog();
    private final Edge edge = new Edge();
    private final EmbeddedChannel channel = edge.connect();

    @AfterEach
    void nothingElseWasSent() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
        edge.close();
        log.close();
        assertThat(log.everything()).noneMatch(line -> line.contains(KEY) || line.contains("hunter2"));
    }

    @Test
    void whatIsNoHandshakeIsRefused() {
        channel.writeInbound(Handshakes.to("/"));

        assertRefused(404, "nothing is here");
    }

    @Test
    void aPageThatIsNotOnTheListIsRefusedBeforeItsCredentialIsLookedAt() {
        FullHttpRequest request = withKey(KEY);
        request.headers().set("Origin", "https://evil.example");

        channel.writeInbound(request);

        assertThat(edge.waiting()).isZero();
        assertRefused(403, "the origin of this page is not on the list (origins)");
    }

    @Test
    void withoutACredentialItIsRefused() {
        channel.writeInbound(Handshakes.good());

        FullHttpResponse response = assertRefused(401, "no credential (expected: ?token=<token>, Authorization: ");
        assertThat(response.headers().get("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void aCredentialThatIsNotKnownIsRefused() {
        channel.writeInbound(withKey("hunter2"));
        edge.verify();
        channel.runPendingTasks();

        assertRefused(401, "the access key is not known here");
    }

    @Test
    void aCookieThatIsNotGoodIsPassedOver() {
        FullHttpRequest request = withKey("hunter2");
        request.headers().set("Cookie", "token=hunter2; accesskey=hunter2; accesskey=hunter2");

        channel.writeInbound(request);
        edge.verify();
        channel.runPendingTasks();

        assertRefused(401, "the access key is not known here\"");
    }

    @Test
    void withNothingBehindItACookieSaysWhatIsWrongWithIt() {
        FullHttpRequest request = Handshakes.good();
        request.headers().set("Cookie", "accesskey=hunter2");

        channel.writeInbound(request);
        edge.verify();
        channel.runPendingTasks();

        assertRefused(401, "the access key is not known here (in a cookie)");
    }

    /** Cross-site WebSocket hijacking: the browser adds the cookie of whoever looks at a foreign page. */
    @Test
    void theCookieOfAForeignPageIsNotLookedAt() {
        FullHttpRequest request = Handshakes.good();
        request.headers().set("Cookie", "accesskey=" + KEY).set("Sec-Fetch-Site", "cross-site");

        channel.writeInbound(request);

        assertThat(edge.waiting()).isZero();
        assertRefused(401, "no credential");
    }

    @Test
    void aBrokenEncodingOfACredentialIsRefusedAndNobodysError() {
        channel.writeInbound(Handshakes.to("/v1.0/ws?accesskey=hunter2%zz"));

        assertRefused(400, "query: a broken percent-encoding");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void nothingIsReadWhileACredentialIsVerified() {
        channel.writeInbound(withKey(KEY));

        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(edge.waiting()).isOne();
    }

    @Test
    void whenTooManyWaitForVerificationItIsRefused() {
        edge.beBusy();

        channel.writeInbound(withKey(KEY));

        FullHttpResponse response = assertRefused(503, "too many handshakes at once (limits.authentications)");
        assertThat(response.headers().get("Retry-After")).isEqualTo("1");
        assertThat(edge.limitReached("limits.authentications")).isOne();
    }

    @Test
    void aNodeThatDrainsRefusesNewcomers() {
        edge.endpoint.drain(() -> 1);

        channel.writeInbound(withKey(KEY));

        FullHttpResponse response = assertRefused(503, "this node is draining, connect again");
        assertThat(response.headers().get("Retry-After")).isEqualTo("1");
    }

    @Test
    void aNodeThatDoesNotEndAfterAllTakesNewcomersAgain() {
        edge.endpoint.drain(() -> 1);
        edge.endpoint.reopen();

        channel.writeInbound(withKey("hunter2"));
        edge.verify();
        channel.runPendingTasks();

        assertRefused(401, "the access key is not known here");
    }

    @Test
    void aNodeThatBeganToDrainMeanwhileRefusesTheNewcomer() {
        channel.writeInbound(withKey(KEY));

        edge.endpoint.drain(() -> 1);
        edge.verify();
        channel.runPendingTasks();

        assertRefused(503, "this node is draining, connect again");
        assertThat(edge.limits.open()).isZero();
    }

    @Test
    void whoLeftMeanwhileIsNotAdmitted() {
        FullHttpRequest request = withKey(KEY);
        channel.writeInbound(request);
        channel.close();

        edge.verify();
        channel.runPendingTasks();

        assertThat(edge.limits.open()).isZero();
        assertThat(request.refCnt()).isZero();
    }

    @SuppressWarnings("deprecation") // the only way to give a handler an executor that ends
    @Test
    void whoWasBeingVerifiedWhenTheServerEndedIsForgotten() throws InterruptedException {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        Channel connection = new LocalChannel();
        loops.register(connection).sync();
        FullHttpRequest request = withKey(KEY);
        connection.pipeline().addLast(edge.stages()).fireChannelActive().fireChannelRead(request);
        loops.submit(() -> {}).sync();
        assertThat(edge.waiting()).isOne();
        loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();

        edge.verify();

        assertThat(request.refCnt()).isZero();
        assertThat(edge.limits.open()).isZero();
    }

    @Test
    void withOneTooManyTheOneThatHasWaitedLongestIsCutOff() {
        EmbeddedChannel second = edge.connect();

        EmbeddedChannel third = edge.connect();

        assertThat(channel.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
        assertThat(edge.limitReached("limits.handshakes-per-address")).isOne();
        second.finishAndReleaseAll();
        third.finishAndReleaseAll();
    }

    @Test
    void whoseCredentialIsBeingVerifiedDoesNotGiveWay() {
        channel.writeInbound(withKey("hunter2"));
        EmbeddedChannel second = edge.connect();

        EmbeddedChannel third = edge.connect();

        assertThat(channel.isOpen()).isTrue();
        assertThat(second.isOpen()).isFalse();
        edge.verify();
        channel.runPendingTasks();
        assertRefused(401, "the access key is not known here");
        third.finishAndReleaseAll();
    }

    /** All of one address wait for their verification: there is none that could give way. */
    @Test
    void whoComesWhenAllOthersWaitForUsIsCutOff() {
        EmbeddedChannel second = edge.connect();
        channel.writeInbound(withKey("hunter2"));
        second.writeInbound(withKey("hunter2"));

        EmbeddedChannel third = edge.connect();

        assertThat(third.isOpen()).isFalse();
        edge.verify();
        channel.runPendingTasks();
        assertRefused(401, "the access key is not known here");
        second.finishAndReleaseAll();
    }

    /** There is no decoder of HTTP in the test's pipeline, without which no WebSocket can be opened. */
    @Test
    void whatBreaksInOurHandsIsClosedCountedAndToldOnce() {
        channel.pipeline()
                .addFirst(new ArrivalDeadline(
                        Duration.ofSeconds(10), Limit.HANDSHAKE_TIMEOUT, new GatewayMetrics(edge.meters)));
        FullHttpRequest request = withKey(KEY);
        channel.writeInbound(request);

        edge.verify();
        channel.runPendingTasks();

        assertBrokenOff();
        assertThat(request.refCnt()).isZero();
    }

    @Test
    void soIsWhatBreaksBeforeItIsOpened() {
        channel.writeInbound(withKey(KEY));

        edge.verify(); // no deadline is in the pipeline
        channel.runPendingTasks();

        assertBrokenOff();
    }

    @Test
    void soIsWhatBreaksBeforeACredentialIsLookedAt() {
        channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));

        assertBrokenOff();
    }

    private void assertBrokenOff() {
        assertThat(channel.isOpen()).isFalse();
        assertThat(edge.limits.open()).isZero();
        assertThat(edge.meters
                        .get("ringdown.refusals")
                        .tags("port", "public", "status", "500")
                        .counter()
                        .count())
                .isOne();
        assertThat(log.errors()).singleElement().asString().startsWith("internal error in a handshake peer=");
    }

    @Test
    void whoDoesNotSpeakTlsWhereItIsSpokenIsNobodysError() {
        channel.pipeline().fireExceptionCaught(new DecoderException(new NotSslRecordException("not an SSL record")));

        assertThat(channel.isOpen()).isFalse();
        assertThat(log.errors()).isEmpty();
    }

    private static FullHttpRequest withKey(String key) {
        return Handshakes.to("/v1.0/ws?accesskey=" + key);
    }

    private FullHttpResponse assertRefused(int status, String detail) {
        FullHttpResponse response = channel.readOutbound();
        assertThat(response.content().toString(UTF_8)).contains("\"detail\":\"" + detail);
        assertThat(response.status().code()).isEqualTo(status);
        assertThat(response.headers().get("Content-Type")).isEqualTo("application/problem+json");
        assertThat(response.headers().get("Connection")).isEqualTo("close");
        assertThat(channel.isOpen()).isFalse();
        response.release();
        return response;
    }
}
