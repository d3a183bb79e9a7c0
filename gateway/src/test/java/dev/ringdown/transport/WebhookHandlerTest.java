package dev.ringdown.transport;

import static dev.ringdown.webhook.Posting.MAX_BODY_BYTES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.protocol.Limit;
import dev.ringdown.webhook.Posting;
import dev.ringdown.webhook.Signed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpServerCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A webhook's way off the network. A body has at most 160 bytes, those of one webhook 300, all 400. */
class WebhookHandlerTest {
    private static final String BODY = Signed.CALL.body();

    private final Posting voipbin = new Posting();
    private final EmbeddedChannel channel = connect();

    @AfterEach
    void everyByteIsGivenBack() {
        channel.finishAndReleaseAll();
        assertThat(voipbin.webhooks().pendingBytes()).isZero();
    }

    @Test
    void aWebhookIsStoredAndItsConnectionEnds() {
        send(channel, head("Content-Length: " + BODY.length()) + BODY);

        assertThat(sent(channel)).startsWith("HTTP/1.1 202 ").containsIgnoringCase("connection: close\r\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(voipbin.log().stored()).hasSize(1);
    }

    @Test
    void aBodyMayComeInPieces() {
        send(channel, head("Transfer-Encoding: chunked"));
        send(channel, "a\r\n" + BODY.substring(0, 10) + "\r\n");
        send(channel, Integer.toHexString(BODY.length() - 10) + "\r\n" + BODY.substring(10) + "\r\n");
        assertThat(sent(channel)).isEmpty();
        assertThat(voipbin.webhooks().pendingBytes()).isEqualTo(BODY.length());

        send(channel, "0\r\n\r\n");

        assertThat(sent(channel)).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void aBodyOfTheGreatestSizeIsRead() {
        send(channel, head("Content-Length: " + MAX_BODY_BYTES) + "x".repeat(MAX_BODY_BYTES));

        assertThat(sent(channel)).startsWith("HTTP/1.1 403 "); // it was read, and is not what was signed
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedByItsLength() {
        send(channel, head("Content-Length: " + (MAX_BODY_BYTES + 1)));

        assertTooLarge();
    }

    @Test
    void aBodyThatTurnsOutTooLargeIsRefusedWhileItComes() {
        send(channel, head("Transfer-Encoding: chunked") + "a0\r\n" + "x".repeat(MAX_BODY_BYTES) + "\r\n");
        assertThat(sent(channel)).isEmpty();

        send(channel, "1\r\nx\r\n");

        assertTooLarge();
    }

    @Test
    void whatIsNotSignedAtAllIsRefusedBeforeItsBody() {
        send(channel, "POST " + Posting.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n");

        assertRefused(403, "X-VoIPBIN-Signature: missing");
    }

    @Test
    void whoAsksFirstIsToldToGoOn() {
        send(channel, head("Content-Length: " + BODY.length() + "\r\nExpect: 100-continue"));

        assertThat(sent(channel)).startsWith("HTTP/1.1 100 ");
        send(channel, BODY);
        assertThat(sent(channel)).startsWith("HTTP/1.1 202 ");
    }

    @Test
    void whoAsksFirstWithTooMuchIsToldSo() {
        send(channel, head("Content-Length: " + (MAX_BODY_BYTES + 1) + "\r\nExpect: 100-continue"));

        assertTooLarge();
    }

    @Test
    void chunksThatAreBrokenAreRefused() {
        send(channel, head("Transfer-Encoding: chunked") + "zz\r\n");

        assertRefused(400, "body: its chunks are broken");
    }

    @Test
    void theBodiesOfOneWebhookHaveALimit() {
        EmbeddedChannel second = connect();
        send(channel, head("Content-Length: 160") + "x".repeat(159));
        send(second, head("Content-Length: 160") + "x".repeat(141));

        send(second, "x");

        assertNoRoom(second, "limits.webhook-bytes-per-webhook");
        assertThat(voipbin.webhooks().pendingBytes()).isEqualTo(159);
    }

    @Test
    void allBodiesTogetherHaveALimit() {
        EmbeddedChannel second = connect();
        EmbeddedChannel third = connect();
        send(channel, head("Content-Length: 160") + "x".repeat(159));
        send(second, head("Content-Length: 160") + "x".repeat(141));
        send(third, head("crm", "Content-Length: 160") + "x".repeat(100));

        send(third, "x");

        assertNoRoom(third, "limits.webhook-bytes");
        assertThat(voipbin.webhooks().pendingBytes()).isEqualTo(300);
        second.finishAndReleaseAll();
    }

    @Test
    void nothingIsKeptOfABodyForAWebhookThatThereIsNotAndItIsAnsweredAlike() {
        EmbeddedChannel wrong = connect();
        send(channel, head("nobodys", "Content-Length: 160") + "x".repeat(100));
        send(wrong, head("Content-Length: 160") + "x".repeat(100));
        assertThat(sent(channel)).isEmpty();

        send(channel, "x".repeat(60));
        send(wrong, "x".repeat(60));

        assertThat(sent(channel)).startsWith("HTTP/1.1 403 ").isEqualTo(sent(wrong));
    }

    @Test
    void strangersLeaveTheRoomToThoseWhoAreKnown() {
        EmbeddedChannel second = connect();
        EmbeddedChannel third = connect();
        send(channel, head("nobodys", "Content-Length: 160") + "x".repeat(159));
        send(second, head("nobodys", "Content-Length: 160") + "x".repeat(141));
        send(third, head("nobodys-either", "Content-Length: 160") + "x".repeat(159));
        EmbeddedChannel known = connect();

        send(known, head("Content-Length: " + BODY.length()) + BODY);
        send(second, "x");

        assertThat(sent(known)).startsWith("HTTP/1.1 202 ");
        assertNoRoom(second, "limits.webhook-bytes-per-webhook"); // as for one that there is
        third.finishAndReleaseAll();
    }

    private void assertNoRoom(EmbeddedChannel refused, String limit) {
        assertThat(sent(refused))
                .startsWith("HTTP/1.1 503 ")
                .containsIgnoringCase("retry-after: 1\r\n")
                .contains("too many webhooks at once (" + limit + ")")
                .endsWith("\"limit\":\"" + limit + "\"}");
        assertThat(refused.isOpen()).isFalse();
        assertThat(voipbin.count("ringdown.limits.reached", "limit", limit)).isOne();
    }

    @Test
    void theBytesOfWhoLeavesAreGivenBack() {
        send(channel, head("Content-Length: 160") + "x".repeat(100));
        assertThat(voipbin.webhooks().pendingBytes()).isEqualTo(100);

        channel.close();

        assertThat(voipbin.webhooks().pendingBytes()).isZero();
    }

    @Test
    void whoLeavesBeforeTheLogHasItsEventIsNobodysError() {
        voipbin.log().takeYourTime();
        send(channel, head("Content-Length: " + BODY.length()) + BODY);
        assertThat(voipbin.webhooks().pendingBytes()).isEqualTo(BODY.length());
        channel.close();

        voipbin.log().acknowledge();
        channel.runPendingTasks();

        assertThat(voipbin.log().stored()).hasSize(1);
        channel.checkException();
    }

    @Test
    void aSecondRequestOnTheConnectionIsNotRead() {
        String request = head("Content-Length: " + BODY.length()) + BODY;
        send(channel, request + request);

        assertThat(sent(channel)).containsOnlyOnce("HTTP/1.1 ");
        assertThat(voipbin.log().stored()).hasSize(1);
        assertThat(voipbin.ended("pbx", "duplicate")).isZero();
    }

    @Test
    void anyOtherRequestPasses() {
        send(channel, "GET /v1.0/ws HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(channel.<HttpRequest>readInbound().uri()).isEqualTo("/v1.0/ws");
        assertThat(channel.pipeline().get(WebhookHandler.class)).isNull();
    }

    private EmbeddedChannel connect() {
        SocketPlace place = new SocketPlace(
                new WaitingSockets(
                        new WaitingSockets.Maxima(9, 9, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS),
                        voipbin.metrics()),
                null,
                new TrustedProxies(List.of()));
        return new EmbeddedChannel(
                new HttpServerCodec(),
                new WebhookHandler(voipbin.webhooks(), place, Duration.ofSeconds(2), voipbin.metrics()));
    }

    /** The head of VoIPBin's request, signed for the call. */
    private static String head(String moreHeaders) {
        return head("pbx", moreHeaders);
    }

    private static String head(String webhook, String moreHeaders) {
        return "POST /v1.0/webhooks/voipbin/" + webhook + " HTTP/1.1\r\nHost: x\r\nUser-Agent: Go-http-client/1.1\r\n"
                + "Content-Type: application/json\r\nX-Voipbin-Signature: " + Signed.CALL.signature() + "\r\n"
                + moreHeaders + "\r\n\r\n";
    }

    private void assertTooLarge() {
        assertRefused(413, "body: more than 160 bytes (expected: at most limits.event-bytes)");
        assertThat(voipbin.count("ringdown.limits.reached", "limit", "limits.event-bytes"))
                .isOne();
        assertThat(voipbin.ended("pbx", "too-large")).isOne();
    }

    private void assertRefused(int status, String detail) {
        assertThat(sent(channel))
                .startsWith("HTTP/1.1 " + status + " ")
                .contains("application/problem+json")
                .contains("\"detail\":\"" + detail);
        assertThat(channel.isOpen()).isFalse();
        assertThat(voipbin.count("ringdown.refusals", "port", "public", "status", Integer.toString(status)))
                .isOne();
        assertThat(voipbin.log().stored()).isEmpty();
    }

    private static void send(EmbeddedChannel to, String text) {
        to.writeInbound(Unpooled.copiedBuffer(text, UTF_8));
        to.runPendingTasks();
    }

    private static String sent(EmbeddedChannel from) {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = from.readOutbound(); part != null; part = from.readOutbound()) {
            text.append(part.toString(UTF_8));
            part.release();
        }
        return text.toString();
    }
}
