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
import dev.ringdown.limits.Rate;
import dev.ringdown.message.StreamRequest;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.testing.ManualLoop;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestEvent;
import dev.ringdown.testing.TestGateway;
import dev.ringdown.testing.TestLimits;
import dev.ringdown.testing.TestLimits.Connections;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventStreamHandlerTest {
    private final CapturedLog log = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final ConnectionLimits limits = TestLimits.of(new Connections(10, 10, 10, 10), metrics);
    private final ManualLoop loop = new ManualLoop();

    /** A hundred bytes a second, and so 500 at once. */
    private final Accounts accounts = new Accounts(
            Budgets.UNLIMITED.with(Rate.FRAME_BYTES, new Maxima(100, 1_000, 1_000, 1_000)), metrics, loop::nanoTime);

    private final TestGateway gateway = new TestGateway(loop);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    EventStreamHandlerTest() {
        EventStreamConnection connection =
                new EventStreamConnection(channel, Duration.ofSeconds(5), "127.0.0.1", null, EventShape.CLOUDEVENTS);
        Admitted admitted = (Admitted) limits.admit(network("10.0.0.1"), "agent:a", new UUID(0, 1));
        StreamRequest request = (StreamRequest) gateway.read("topics=call", null);
        channel.pipeline()
                .addLast(new EventStreamHandler(
                        gateway.sessions().stream(
                                "s1", People.AGENT, connection, request, accounts.open("agent:a", People.CUSTOMER)),
                        connection,
                        admitted,
                        metrics));
        channel.releaseOutbound();
    }

    @AfterEach
    void everythingIsGivenBack() {
        channel.finishAndReleaseAll();
        log.close();
        assertThat(limits.open()).isZero();
        assertThat(gateway.sessionsOpen()).isZero();
    }

    @Test
    void whatTheClientStillSendsIsThrownAway() {
        ByteBuf bytes = Unpooled.copiedBuffer("GET / HTTP/1.1\r\n\r\n", UTF_8);

        channel.writeInbound(bytes);

        assertThat(bytes.refCnt()).isZero();
        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void aClientThatDoesNotStopSendingIsToldAndClosed() {
        channel.writeInbound(Unpooled.buffer().writeZero(500));
        assertThat(channel.<Object>readOutbound()).isNull();

        channel.writeInbound(Unpooled.buffer().writeZero(1), Unpooled.buffer().writeZero(1));

        ByteBuf error = channel.readOutbound();
        assertThat(error.toString(UTF_8)).contains("overbudget").contains("limits.frame-bytes");
        error.release();
        ByteBuf closing = channel.readOutbound();
        assertThat(closing.toString(UTF_8)).contains("event: closing\n").contains("4429");
        closing.release();
        channel.releaseOutbound();
        assertClosedWith("4429");
        assertThat(meters.get("ringdown.limits.reached").counter().count()).isOne();
    }

    @Test
    void aClientThatLeavesHasNoStatus() {
        channel.close();

        assertClosedWith("1005");
    }

    @Test
    void aConnectionThatBreaksIsNobodysError() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        assertClosedWith("1006");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void soIsTlsThatBreaks() {
        channel.pipeline().fireExceptionCaught(new DecoderException(new SSLException("bad record MAC")));

        assertClosedWith("1006");
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aBugIsToldToThePeerAndAnErrorInTheLog() {
        channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));

        ByteBuf closing = channel.readOutbound();
        assertThat(closing.toString(UTF_8)).contains("event: closing\n").contains("1011");
        closing.release();
        channel.releaseOutbound();
        assertClosedWith("1011");
        assertThat(log.errors()).containsExactly("internal error session=s1");
    }

    @Test
    void aSocketThatDrainsAgainIsServedAgain() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
        channel.runPendingTasks();
        gateway.publish(TestEvent.call("created"));
        assertThat(channel.<Object>readOutbound()).isNull();

        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        channel.runPendingTasks();

        assertThat(loop.isIdle()).isFalse(); // it catches up
    }

    private void assertClosedWith(String code) {
        assertThat(meters.get("ringdown.closes")
                        .tags("transport", "sse", "code", code)
                        .counter()
                        .count())
                .isOne();
    }
}
