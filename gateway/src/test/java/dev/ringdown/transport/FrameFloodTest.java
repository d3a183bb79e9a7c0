package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.network;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.limits.Accounts;
import dev.ringdown.limits.Budgets;
import dev.ringdown.limits.Budgets.Maxima;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.limits.ConnectionLimits.Admitted;
import dev.ringdown.limits.Cost;
import dev.ringdown.limits.Rate;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Session;
import dev.ringdown.session.Transport;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client sends more than it may: two frames a second, ten at once; and holds 100 bytes of unfinished messages at most. */
class FrameFloodTest {
    private static final long PLENTY = 1_000_000;
    private static final Budgets BUDGETS = Budgets.UNLIMITED
            .with(Rate.FRAMES, new Maxima(2, PLENTY, PLENTY, PLENTY))
            .with(Cost.FRAGMENT_BYTES, new Maxima(Long.MAX_VALUE, 100, PLENTY, PLENTY));
    private static final String PING = "{\"type\":\"ping\",\"id\":1}";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final Accounts accounts = new Accounts(BUDGETS, metrics, loop::nanoTime);
    private final ConnectionLimits limits = new ConnectionLimits(10, accounts);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    FrameFloodTest() {
        channel.freezeTime();
        WebSocketConnection connection = new WebSocketConnection(
                channel,
                channel,
                Duration.ofSeconds(5),
                new Peer("127.0.0.1", Transport.WEBSOCKET, null, true, EventShape.CLOUDEVENTS));
        Admitted admitted = (Admitted) limits.admit(network("10.0.0.1"), "agent:a", People.CUSTOMER);
        Session session = gateway.sessions().open("s1", People.AGENT, connection, false, admitted.account());
        IncomingMessages messages =
                new IncomingMessages(admitted.account(), Edge.messagesOf(1_000), new TextInflater());
        channel.pipeline().addLast(new SessionHandler(session, connection, admitted, messages, metrics));
    }

    @AfterEach
    void nothingIsLeftBehind() {
        channel.finishAndReleaseAll();
        assertThat(accounts.owners()).isZero();
        assertThat(accounts.node().held(Cost.FRAGMENT_BYTES)).isZero();
    }

    @Test
    void whoSendsTooMuchIsToldAndNotReadFromForAMomentButLosesNothing() {
        flood(10);
        assertThat(channel.config().isAutoRead()).isTrue();

        channel.writeInbound(new TextWebSocketFrame(PING));

        assertThat(nextText()).contains("\"code\":\"overbudget\"").contains("\"limit\":\"limits.frames\"");
        assertThat(nextText()).contains("\"pong\"");
        assertThat(channel.config().isAutoRead()).isFalse();
        pass(FrameBudget.FIRST_PAUSE);
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(reached("limits.frames")).isOne();
    }

    @Test
    void whoGoesOnIsClosed() {
        flood(11);
        nextText();
        pass(FrameBudget.FIRST_PAUSE);

        flood(3);

        assertClosed(CloseReason.RATE_LIMITED);
        assertThat(gateway.sessionsOpen()).isZero();
    }

    /** RFC 6455 section 5.5.3 lets a server answer the latest ping alone. */
    @Test
    void onlyTheLastPingOfAFloodIsAnsweredAfterIt() {
        flood(11);
        nextText();

        IntStream.range(0, 500).forEach(i -> channel.writeInbound(ping("p" + i)));
        assertThat(channel.<Object>readOutbound()).isNull();
        pass(FrameBudget.FIRST_PAUSE);

        PongWebSocketFrame pong = ClientSide.read(channel);
        assertThat(pong.content().toString(UTF_8)).isEqualTo("p499");
        pong.release();
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void aPeerThatDoesNotReadGetsOnePongOnceItDoes() {
        writable(false);
        channel.writeInbound(ping("first"), ping("second"), ping("third"));
        assertThat(channel.<Object>readOutbound()).isNull();

        writable(true);

        PongWebSocketFrame pong = ClientSide.read(channel);
        assertThat(pong.content().toString(UTF_8)).isEqualTo("third");
        pong.release();
        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void thePauseOfOneThatDoesNotReadDoesNotEndBeforeItReads() {
        flood(11);
        nextText();
        writable(false);

        pass(FrameBudget.FIRST_PAUSE);
        assertThat(channel.config().isAutoRead()).isFalse();
        writable(true);

        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void whoFloodsWhileItIsClosedIsCutOff() {
        channel.writeInbound(new BinaryWebSocketFrame());
        assertClosed(CloseReason.BINARY);
        assertThat(channel.isOpen()).isTrue();

        flood(10);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aMessageThatIsNotCompleteInTimeEndsTheConnection() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "{\"type\":"));
        channel.advanceTimeBy(Duration.ofSeconds(30).minusNanos(1).toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
        assertThat(channel.<Object>readOutbound()).isNull();

        channel.advanceTimeBy(1, TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();

        assertClosed(CloseReason.INCOMPLETE);
        assertThat(reached("limits.message-timeout")).isOne();
        assertThat(accounts.node().held(Cost.FRAGMENT_BYTES)).isZero();
    }

    @Test
    void aMessageThatIsCompleteHasNoDeadlineAnyMore() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "{\"type\":"));
        assertThat(accounts.node().held(Cost.FRAGMENT_BYTES)).isEqualTo(8);
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "\"ping\",\"id\":1}"));
        assertThat(nextText()).contains("\"pong\"");
        assertThat(accounts.node().held(Cost.FRAGMENT_BYTES)).isZero();

        channel.advanceTimeBy(1, TimeUnit.HOURS);
        channel.runScheduledPendingTasks();

        assertThat(channel.<Object>readOutbound()).isNull();
    }

    @Test
    void anUnfinishedMessageThatIsTooMuchIsRefusedAndTheNextIsRead() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, " ".repeat(100)));
        assertThat(channel.<Object>readOutbound()).isNull();

        channel.writeInbound(new ContinuationWebSocketFrame(false, 0, " "));
        assertThat(nextText())
                .contains("\"code\":\"overbudget\"")
                .contains("\"limit\":\"limits.fragment-bytes-per-identity\"");
        assertThat(accounts.node().held(Cost.FRAGMENT_BYTES)).isZero();
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, PING));
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.writeInbound(new TextWebSocketFrame(PING));

        assertThat(nextText()).contains("\"pong\"");
    }

    /** The first frame of it is a block that says that it is empty; RFC 7692 leaves it to the sender where frames end. */
    @Test
    void aCompressedFragmentMayInflateToNothing() {
        ByteBuf empty = Unpooled.wrappedBuffer(new byte[] {0, 0, 0, (byte) 0xFF, (byte) 0xFF});
        ByteBuf stored =
                Unpooled.buffer().writeByte(0).writeShortLE(PING.length()).writeShortLE(~PING.length());
        stored.writeCharSequence(PING, UTF_8);

        channel.writeInbound(new TextWebSocketFrame(false, 4, empty));
        channel.writeInbound(new ContinuationWebSocketFrame(false, 0, Unpooled.EMPTY_BUFFER));
        channel.writeInbound(new ContinuationWebSocketFrame(false, 0, stored));
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, Unpooled.wrappedBuffer(new byte[] {0})));

        assertThat(nextText()).contains("\"pong\"");
    }

    /** An empty text is no message, but it is no fault of the frames either. */
    @Test
    void aCompressedMessageMayInflateToNothing() {
        channel.writeInbound(new TextWebSocketFrame(true, 4, Unpooled.wrappedBuffer(new byte[] {2, 0})));

        assertThat(nextText()).contains("\"code\":\"malformed\"");
    }

    private void flood(int pongs) {
        IntStream.range(0, pongs).forEach(i -> channel.writeInbound(new PongWebSocketFrame()));
    }

    private static PingWebSocketFrame ping(String payload) {
        return new PingWebSocketFrame(Unpooled.copiedBuffer(payload, UTF_8));
    }

    private void pass(Duration time) {
        loop.advance(time);
        channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        channel.runScheduledPendingTasks();
    }

    private void writable(boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
        channel.runPendingTasks();
    }

    private String nextText() {
        ByteBuf frame = channel.readOutbound();
        assertThat(frame).as("a frame was sent").isNotNull();
        String text = frame.toString(UTF_8);
        frame.release();
        return text;
    }

    private void assertClosed(CloseReason reason) {
        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(reason.code());
        close.release();
    }

    private double reached(String key) {
        return meters.get("ringdown.limits.reached").tag("limit", key).counter().count();
    }
}
