package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.network;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Turns;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.limits.ConnectionLimits.Admitted;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Session;
import dev.ringdown.session.Transport;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.testing.TestLimits;
import dev.ringdown.testing.TestLimits.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages of clients, on a loop on which others have used up the round. */
class MessagesInTurnTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final ConnectionLimits limits = TestLimits.of(new Connections(10, 10, 10, 10), metrics);
    private final ManualLoop loop = new ManualLoop();
    private final TestGateway gateway = new TestGateway(loop);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Session session;

    MessagesInTurnTest() {
        WebSocketConnection connection = new WebSocketConnection(
                channel,
                channel,
                Duration.ofSeconds(5),
                new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS));
        session = gateway.sessions().open("s1", People.AGENT, connection, false, TestLimits.unlimited());
        Admitted admitted = (Admitted) limits.admit(network("10.0.0.1"), "agent:a", People.CUSTOMER);
        IncomingMessages messages = new IncomingMessages(session.account(), Edge.messagesOf(1_000), null);
        channel.pipeline().addLast(new SessionHandler(session, connection, admitted, messages, metrics));
    }

    /** Leaks of frames fail the build. */
    @AfterEach
    void nothingElseWasSent() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
        loop.runUntilIdle();
        assertThat(limits.open()).isZero();
    }

    @Test
    void aMessageIsCarriedOutAtOnceWhileTheLoopIsFree() {
        channel.writeInbound(ping(1));

        assertPong(1);
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(meters.get("ringdown.messages.waited").counter().count()).isZero();
    }

    @Test
    void aMessageWaitsForItsTurnAndNothingIsReadMeanwhile() {
        useUpTheRound();
        channel.writeInbound(ping(1));
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(meters.get("ringdown.messages.waited").counter().count()).isOne();

        loop.runUntilIdle();

        assertPong(1);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void messagesThatCameWithItHaveOneTurnEach() {
        useUpTheRound();
        channel.writeInbound(ping(1), ping(2));

        nextRound();
        assertPong(1);
        assertThat(channel.config().isAutoRead()).isFalse();
        nextRound();

        assertPong(2);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aMessageInFragmentsWaitsWithItsLast() {
        channel.writeInbound(new TextWebSocketFrame(false, 0, "{\"type\":\"ping\","));
        useUpTheRound();
        channel.writeInbound(new ContinuationWebSocketFrame(true, 0, "\"id\":1}"));
        assertThat(channel.<Object>readOutbound()).isNull();

        loop.runUntilIdle();

        assertPong(1);
    }

    @Test
    void pingsAreAnsweredWhileAMessageWaits() {
        useUpTheRound();
        channel.writeInbound(ping(1), new PingWebSocketFrame(Unpooled.copiedBuffer("abc", UTF_8)));

        PongWebSocketFrame pong = ClientSide.read(channel);
        assertThat(pong.content().toString(UTF_8)).isEqualTo("abc");
        pong.release();
        loop.runUntilIdle();
        assertPong(1);
    }

    @Test
    void aCloseComesAfterTheMessagesBeforeIt() {
        useUpTheRound();
        channel.writeInbound(ping(1), new CloseWebSocketFrame(1000, "bye"));
        assertThat(channel.isOpen()).isTrue();

        loop.runUntilIdle();

        assertPong(1);
        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(1000);
        close.release();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void messagesThatWaitAreForNobodyOnceTheSessionIsClosed() {
        useUpTheRound();
        channel.writeInbound(ping(1));
        session.close(CloseReason.NO_PONG);

        loop.runUntilIdle();

        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(CloseReason.NO_PONG.code());
        close.release();
        assertThat(channel.config().isAutoRead()).isTrue(); // the peer's close is waited for
    }

    @Test
    void messagesThatWaitEndWithTheirConnection() {
        useUpTheRound();
        channel.writeInbound(ping(1), ping(2));

        channel.close();
        loop.runUntilIdle();

        assertThat(gateway.sessionsOpen()).isZero();
    }

    private void useUpTheRound() {
        assertThat(session.turns().isFree()).isTrue();
        loop.advance(Turns.ROUND);
    }

    private void nextRound() {
        loop.runOnce();
    }

    private static TextWebSocketFrame ping(int id) {
        return new TextWebSocketFrame("{\"type\":\"ping\",\"id\":" + id + "}");
    }

    private void assertPong(int id) {
        ByteBuf frame = channel.readOutbound();
        assertThat(frame.toString(UTF_8)).contains("{\"type\":\"pong\",\"id\":" + id + ",");
        frame.release();
    }
}
