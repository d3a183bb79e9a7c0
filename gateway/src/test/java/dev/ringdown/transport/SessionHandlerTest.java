package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.network;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.limits.ConnectionLimits.Admitted;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Session;
import dev.ringdown.session.Transport;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.testing.TestLimits;
import dev.ringdown.testing.TestLimits.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionHandlerTest {
    private static final int MAX_MESSAGE_BYTES = 100;

    private final CapturedLog log = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final ConnectionLimits limits = TestLimits.of(new Connections(10, 10, 10, 10), metrics);
    private final TestGateway gateway = new TestGateway(new ManualLoop());
    private final EmbeddedChannel channel = new EmbeddedChannel();

    SessionHandlerTest() {
        WebSocketConnection connection = new WebSocketConnection(
                channel,
                channel,
                Duration.ofSeconds(5),
                new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS));
        Session session = gateway.sessions().open("s1", People.AGENT, connection, false, TestLimits.unlimited());
        Admitted admitted = (Admitted) limits.admit(network("10.0.0.1"), "agent:a", new UUID(0, 1));
        IncomingMessages messages = new IncomingMessages(session.account(), Edge.messagesOf(MAX_MESSAGE_BYTES), null);
        channel.pipeline().addLast(new SessionHandler(session, connection, admitted, messages, metrics));
    }

    @AfterEach
    void nothingElseWasSent() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
        log.close();
        assertThat(limits.open()).isZero();
    }

    @Test
    void aTextIsForTheSession() {
        channel.writeInbound(new TextWebSocketFrame("{\"type\":\"ping\",\"id\":1}"));

        ByteBuf frame = channel.readOutbound();
        assertThat(frame.toString(UTF_8)).contains("{\"type\":\"pong\",\"id\":1,");
        frame.release();
    }

    @Test
    void aTextInFragmentsIsForTheSessionAsAWhole() {
        for (int message = 1; message <= 2; message++) {
            channel.writeInbound(new TextWebSocketFrame(false, 0, "{\"type\":\"ping\","));
            channel.writeInbound(new PongWebSocketFrame());
            channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "\"id\":1}"));

            ByteBuf frame = channel.readOutbound();
            assertThat(frame.toString(UTF_8)).contains("{\"type\":\"pong\",\"id\":1,");
            frame.release();
        }
    }

    @Test
    void aTextInFragmentsThatIsTooLargeEndsTheConnection() {
        String half = "x".repeat(MAX_MESSAGE_BYTES / 2);

        channel.writeInbound(new TextWebSocketFrame(false, 0, half));
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, half + "x"));

        assertCloseFrame(CloseReason.MESSAGE_TOO_LARGE);
        assertClosedWith("1009");
    }

    @Test
    void aTextThatIsNotUtf8EndsTheConnection() {
        byte[] cut = {'"', (byte) 0xE2, (byte) 0x82};

        channel.writeInbound(new TextWebSocketFrame(Unpooled.wrappedBuffer(cut)));

        assertCloseFrame(CloseReason.NOT_UTF8);
        assertClosedWith("1007");
    }

    @Test
    void aPingIsAnsweredWithItsOwnBytes() {
        channel.writeInbound(new PingWebSocketFrame(Unpooled.copiedBuffer("abc", UTF_8)));

        PongWebSocketFrame pong = ClientSide.read(channel);
        assertThat(pong.content().toString(UTF_8)).isEqualTo("abc");
        pong.release();
    }

    @Test
    void bitsThatWereNotAgreedOnEndTheConnection() {
        channel.writeInbound(new TextWebSocketFrame(true, 2, "{\"type\":\"ping\",\"id\":1}"));

        assertCloseFrame(CloseReason.PROTOCOL_ERROR);
    }

    @Test
    void aBinaryFrameEndsTheConnection() {
        channel.writeInbound(new BinaryWebSocketFrame(Unpooled.copiedBuffer("abc", UTF_8)));

        assertCloseFrame(CloseReason.BINARY);
    }

    @Test
    void thePeersCloseIsAnsweredAndTheConnectionEnds() {
        channel.writeInbound(new CloseWebSocketFrame(1000, "bye"));

        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(1000);
        close.release();
        assertThat(channel.isOpen()).isFalse();
        assertClosedWith("1000");
    }

    /** It said goodbye, and neither reads the answer nor stops sending. */
    @Test
    void aPeerThatDoesNotReadTheAnswerToItsCloseIsCutOff() {
        channel.freezeTime();
        channel.pipeline().addFirst(new StalledSocket());
        channel.writeInbound(new CloseWebSocketFrame(1000, "bye"));

        pass(Duration.ofMillis(4_999));
        channel.writeInbound(new PingWebSocketFrame());
        assertThat(channel.isOpen()).isTrue();
        pass(Duration.ofMillis(1));

        assertThat(channel.isOpen()).isFalse();
        assertClosedWith("1000");
    }

    private void pass(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    /** RFC 6455 section 7.4.2. */
    @ParameterizedTest
    @ValueSource(ints = {5000, 32_768, 65_535})
    void aCodeThatNobodyIsGivenIsAProtocolError(int code) {
        channel.writeInbound(new CloseWebSocketFrame(true, 0, Unpooled.buffer().writeShort(code)));

        assertCloseFrame(CloseReason.PROTOCOL_ERROR);
        assertClosedWith("1002");
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 4000, 4999})
    void aCodeOfALibraryOrOfItsOwnIsThePeers(int code) {
        channel.writeInbound(new CloseWebSocketFrame(true, 0, Unpooled.buffer().writeShort(code)));

        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(code);
        close.release();
    }

    @Test
    void thePeersCloseMayBeWithoutAStatus() {
        channel.writeInbound(new CloseWebSocketFrame());

        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(-1);
        close.release();
        assertClosedWith("1005");
    }

    @Test
    void thePeersAnswerToOurCloseIsNotAnswered() {
        channel.writeInbound(new BinaryWebSocketFrame());
        assertCloseFrame(CloseReason.BINARY);

        channel.writeInbound(new CloseWebSocketFrame(1003, ""));

        assertThat(channel.isOpen()).isFalse();
        assertClosedWith("1003");
    }

    @Test
    void aConnectionThatIsGoneIsForgotten() {
        channel.close();

        assertThat(limits.open()).isZero();
        assertThat(gateway.sessionsOpen()).isZero();
        assertClosedWith("1006");
    }

    @Test
    void whatCannotBeUnderstoodIsToldInOneSentence() {
        fail(new CorruptedWebSocketFrameException(WebSocketCloseStatus.PROTOCOL_ERROR, "unmasked"));

        assertCloseFrame(CloseReason.PROTOCOL_ERROR);
        assertThat(channel.isOpen()).isFalse();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void textThatIsNotUtf8HasAStatusOfItsOwn() {
        fail(new CorruptedWebSocketFrameException(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "bytes are not UTF-8"));

        assertCloseFrame(CloseReason.NOT_UTF8);
    }

    @Test
    void aFrameThatIsTooLongIsCounted() {
        fail(new CorruptedWebSocketFrameException(WebSocketCloseStatus.MESSAGE_TOO_BIG, "too long"));

        assertCloseFrame(CloseReason.MESSAGE_TOO_LARGE);
        assertThat(meters.get("ringdown.limits.reached").counter().count()).isOne();
    }

    @Test
    void aMessageOfManyFramesThatIsTooLongIsTheSame() {
        fail(new TooLongFrameException());

        assertCloseFrame(CloseReason.MESSAGE_TOO_LARGE);
    }

    @Test
    void aBugIsAnInternalErrorForThePeerAndAnErrorInTheLog() {
        fail(new IllegalStateException("a bug"));

        assertCloseFrame(CloseReason.INTERNAL);
        assertThat(log.errors()).containsExactly("internal error session=s1");
    }

    @Test
    void aConnectionThatBreaksIsNobodysError() {
        fail(new IOException("Connection reset by peer"));

        assertThat(channel.isOpen()).isFalse();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void soIsTlsThatBreaks() {
        fail(new DecoderException(new SSLException("bad record MAC")));

        assertThat(channel.isOpen()).isFalse();
        assertThat(log.errors()).isEmpty();
    }

    /** Or the replies to what it says would pile up here without a limit. */
    @Test
    void aPeerThatDoesNotReadIsNotReadFrom() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isFalse();

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();

        assertThat(channel.config().isAutoRead()).isTrue();
    }

    private void fail(Throwable cause) {
        channel.pipeline().fireExceptionCaught(cause);
    }

    private void assertCloseFrame(CloseReason reason) {
        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(reason.code());
        assertThat(close.reasonText()).isEqualTo(reason.text());
        close.release();
    }

    private void assertClosedWith(String code) {
        assertThat(meters.get("ringdown.closes").tag("code", code).counter().count())
                .isOne();
    }
}
