package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.session.Transport;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollSocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamConnectionTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final EventStreamConnection connection =
            new EventStreamConnection(channel, Duration.ofSeconds(5), "127.0.0.1", null, EventShape.CLOUDEVENTS);

    @AfterEach
    void nothingElseWasSent() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
    }

    @Test
    void eventsAreHeldUntilTheyAreSent() {
        SocketFrames frames = (SocketFrames)
                SocketFrames.encoder(null).encode(List.of(call("created").at(0, 1, 0)));

        connection.write(frames);
        frames.release();

        ByteBuf sent = channel.readOutbound();
        assertThat(sent.toString(UTF_8)).contains("\r\nid: 00000007-0000000000000001\ndata: {");
        assertThat(sent.refCnt()).isOne();
        sent.release();
        assertThat(sent.refCnt()).isZero();
    }

    @Test
    void nothingIsAskedOfAPeerThatCannotAnswer() {
        assertThat(connection.peer().transport()).isEqualTo(Transport.SSE);
        assertThat(connection.ping()).isFalse();
    }

    @Test
    void aCloseIsTheLastEventAndTheEndOfTheAnswer() {
        connection.close(CloseReason.CREDENTIAL_ENDED);

        assertSent(
                "event: closing\ndata: {\"type\":\"closing\",\"code\":4401,\"reason\":\"the token has expired, or the credential is not accepted any more\"}\n\n");
        assertSent("0\r\n\r\n");
        assertThat(channel.isOpen()).isFalse();
        assertThat(connection.closeReason()).isEqualTo(CloseReason.CREDENTIAL_ENDED);
    }

    @Test
    void aCloseMayTellWhenToComeBack() {
        connection.close(CloseReason.DRAINING, 1500);

        assertSent("event: closing\nretry: 1500\ndata: {\"type\":\"closing\",\"code\":1012,\"reconnect\":1500,"
                + "\"reason\":\"this node is draining, connect again\"}\n\n");
        assertSent("0\r\n\r\n");
    }

    @Test
    void nothingIsSaidAfterTheClose() {
        connection.close(CloseReason.DRAINING, 1500);
        channel.releaseOutbound();

        connection.send(new ServerMessage("heartbeat", "{}".getBytes(UTF_8), null));
        connection.close(CloseReason.INTERNAL);

        assertThat(connection.closeReason()).isEqualTo(CloseReason.DRAINING);
    }

    @Test
    void aPeerThatDoesNotReadIsCutOff() {
        EmbeddedChannel full = new EmbeddedChannel(new ChannelOutboundHandlerAdapter() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                // the socket takes nothing
            }
        });
        full.freezeTime();

        new EventStreamConnection(full, Duration.ofSeconds(5), "127.0.0.1", null, EventShape.CLOUDEVENTS)
                .close(CloseReason.TOO_SLOW);
        full.advanceTimeBy(4_999, TimeUnit.MILLISECONDS);
        full.runScheduledPendingTasks();
        assertThat(full.isOpen()).isTrue();
        full.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        full.runScheduledPendingTasks();

        assertThat(full.isOpen()).isFalse();
    }

    @Test
    void theSystemIsToldHowLongAPeerMayBeSilent() {
        Epoll.ensureAvailability();
        EpollSocketChannel real = new EpollSocketChannel();

        EventStreamConnection.giveUpOnTheDead(real, Duration.ofSeconds(80));

        assertThat(real.config().getTcpUserTimeout()).isEqualTo(80_000);
        real.unsafe().closeForcibly();
    }

    @Test
    void clientsComeBackAtTimesOfTheirOwn() {
        List<Long> waits = IntStream.range(0, 100)
                .mapToObj(i -> UUID.nameUUIDFromBytes(new byte[] {(byte) i}).toString())
                .map(EventStreamConnection::firstReconnectMillis)
                .toList();

        assertThat(waits).allMatch(millis -> millis >= 1000 && millis < 5000);
        assertThat(Set.copyOf(waits)).hasSizeGreaterThan(80);
    }

    private void assertSent(String text) {
        ByteBuf sent = channel.readOutbound();
        assertThat(sent.toString(UTF_8)).contains(text);
        sent.release();
    }
}
