package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Peer;
import dev.ringdown.session.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebSocketConnectionTest {
    private static final ServerMessage HI = new ServerMessage("hi", "{\"type\":\"hi\"}".getBytes(UTF_8), null);

    private final EmbeddedChannel channel = frozen();
    private final WebSocketConnection connection = new WebSocketConnection(
            channel,
            channel,
            Duration.ofSeconds(5),
            new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS));

    @AfterEach
    void nothingElseWasSent() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
    }

    @Test
    void aTextIsOneFrame() {
        connection.send(HI);

        ByteBuf frame = channel.readOutbound();
        assertThat(frame.readByte()).isEqualTo((byte) 0x81);
        assertThat(frame.readByte()).isEqualTo((byte) 13);
        assertThat(frame.toString(UTF_8)).isEqualTo("{\"type\":\"hi\"}");
        frame.release();
    }

    @Test
    void whereEventsHaveAnotherShapeATextSaysThatItIsNone() {
        new WebSocketConnection(
                        channel,
                        channel,
                        Duration.ofSeconds(5),
                        new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.RESOURCE))
                .send(HI);

        ByteBuf frame = channel.readOutbound();
        assertThat(frame.skipBytes(2).toString(UTF_8)).isEqualTo("{\"control\":true,\"type\":\"hi\"}");
        frame.release();
    }

    @Test
    void whatThePeerHasNotTakenIsUnsent() {
        FullSocket full = new FullSocket();
        WebSocketConnection slow = new WebSocketConnection(
                full,
                full,
                Duration.ofSeconds(5),
                new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS));
        assertThat(slow.unsentBytes()).isZero();

        slow.send(HI);
        long unsent = slow.unsentBytes();
        slow.send(HI);
        full.takeOne();

        assertThat(unsent).isGreaterThanOrEqualTo(15);
        assertThat(slow.unsentBytes()).isEqualTo(unsent);
        full.takeOne();
        assertThat(slow.unsentBytes()).isZero();
        full.finishAndReleaseAll();
    }

    @Test
    void whatIsSentIsCountedWithItsFrame() {
        connection.send(HI);
        connection.send(HI);

        assertThat(connection.sentBytes()).isEqualTo(30);
        channel.<ByteBuf>readOutbound().release();
        channel.<ByteBuf>readOutbound().release();
    }

    @Test
    void sharedFramesAreHeldUntilTheyAreSent() {
        SocketFrames frames = (SocketFrames)
                SocketFrames.encoder(null).encode(List.of(call("created").at(0, 1, 0)));

        connection.write(frames);
        frames.release();

        ByteBuf sent = channel.readOutbound();
        assertThat(sent.refCnt()).isOne();
        sent.release();
        assertThat(sent.refCnt()).isZero();
    }

    @Test
    void whoeverWaitsForThemHearsWhenTheyAreSent() {
        List<String> heard = new ArrayList<>();
        SocketFrames frames = (SocketFrames)
                SocketFrames.encoder(null).encode(List.of(call("created").at(0, 1, 0)));
        channel.pipeline().addFirst(new SlowSocket());

        connection.write(frames, () -> heard.add("taken"));
        frames.release();
        assertThat(heard).isEmpty();
        channel.pipeline().removeFirst();

        assertThat(heard).containsExactly("taken");
        channel.<ByteBuf>readOutbound().release();
    }

    @Test
    void andWhenTheConnectionHasGoneInstead() {
        List<String> heard = new ArrayList<>();
        SocketFrames frames = (SocketFrames)
                SocketFrames.encoder(null).encode(List.of(call("created").at(0, 1, 0)));
        channel.close();

        connection.write(frames, () -> heard.add("gone"));
        frames.release();

        assertThat(heard).containsExactly("gone");
    }

    @Test
    void aPingIsEmpty() {
        assertThat(connection.ping()).isTrue();

        PingWebSocketFrame ping = ClientSide.read(channel);
        assertThat(ping.content().isReadable()).isFalse();
        ping.release();
    }

    @Test
    void aCloseTellsItsReasonAndWaitsForThePeer() {
        connection.close(CloseReason.NO_PONG);

        assertCloseFrame(CloseReason.NO_PONG);
        assertThat(channel.isOpen()).isTrue();
        assertThat(connection.closeReason()).isEqualTo(CloseReason.NO_PONG);
    }

    @Test
    void aPeerThatDoesNotAnswerTheCloseIsCutOff() {
        connection.close(CloseReason.NO_PONG);
        assertCloseFrame(CloseReason.NO_PONG);

        advance(Duration.ofMillis(4_999));
        assertThat(channel.isOpen()).isTrue();
        advance(Duration.ofMillis(1));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void nothingIsSaidAfterTheClose() {
        connection.close(CloseReason.NO_PONG);
        assertCloseFrame(CloseReason.NO_PONG);

        connection.send(HI);
        connection.close(CloseReason.INTERNAL);
        connection.closeOneSided(CloseReason.INTERNAL);

        assertThat(connection.closeReason()).isEqualTo(CloseReason.NO_PONG);
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoCannotBeUnderstoodIsNotWaitedFor() {
        connection.closeOneSided(CloseReason.PROTOCOL_ERROR);

        assertCloseFrame(CloseReason.PROTOCOL_ERROR);
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void nothingIsLeftToDoOnceTheChannelIsGone() {
        connection.close(CloseReason.NO_PONG);
        assertCloseFrame(CloseReason.NO_PONG);

        channel.close();

        assertThat(channel.runScheduledPendingTasks()).isEqualTo(-1);
    }

    /** A socket that takes what it is given when it leaves its pipeline. */
    private static final class SlowSocket extends ChannelOutboundHandlerAdapter {
        private Runnable take = () -> {};

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            take = () -> ctx.write(message, promise);
        }

        @Override
        public void handlerRemoved(ChannelHandlerContext ctx) {
            take.run();
            ctx.flush();
        }
    }

    /** A channel whose time the test moves. */
    private static EmbeddedChannel frozen() {
        EmbeddedChannel channel = new EmbeddedChannel();
        channel.freezeTime();
        return channel;
    }

    private void advance(Duration time) {
        channel.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }

    private void assertCloseFrame(CloseReason reason) {
        CloseWebSocketFrame close = ClientSide.read(channel);
        assertThat(close.statusCode()).isEqualTo(reason.code());
        assertThat(close.reasonText()).isEqualTo(reason.text());
        close.release();
    }
}
