package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
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
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes come over an open WebSocket, the server has no fault of its own (1011) to tell of, and holds nothing afterwards.
 * The first byte says whether compression was agreed on, and into how large pieces the rest is cut. */
public class FrameFuzzTest {
    private static final int MAX_MESSAGE_BYTES = 1_000;

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0) {
            return;
        }
        boolean compression = (input[0] & 1) != 0;
        int pieceBytes = Math.max(1, (input[0] & 0xff) >> 1);
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        ConnectionLimits limits = TestLimits.of(new Connections(10, 10, 10, 10), metrics);
        ManualLoop loop = new ManualLoop();
        EmbeddedChannel channel = new EmbeddedChannel();
        WebSocketConnection connection = open(compression, limits, loop, channel, metrics);

        for (int from = 1; from < input.length && channel.isOpen(); from += pieceBytes) {
            byte[] piece = Arrays.copyOfRange(input, from, Math.min(input.length, from + pieceBytes));
            channel.writeInbound(Unpooled.wrappedBuffer(piece));
            loop.runUntilIdle();
        }

        assertThat(connection.closeReason()).isNotEqualTo(CloseReason.INTERNAL);
        channel.finishAndReleaseAll();
        assertThat(limits.open()).isZero();
    }

    private static WebSocketConnection open(
            boolean compression,
            ConnectionLimits limits,
            ManualLoop loop,
            EmbeddedChannel channel,
            GatewayMetrics metrics) {
        WebSocketConnection connection = new WebSocketConnection(
                channel,
                channel,
                Duration.ofSeconds(5),
                new Peer("127.0.0.1", Transport.WEBSOCKET, null, compression, EventShape.CLOUDEVENTS));
        Admitted admitted = (Admitted) limits.admit(network("10.0.0.1"), "agent:a", People.CUSTOMER);
        Session session =
                new TestGateway(loop).sessions().open("s1", People.AGENT, connection, false, admitted.account());
        IncomingMessages messages = new IncomingMessages(
                session.account(), Edge.messagesOf(MAX_MESSAGE_BYTES), compression ? new TextInflater() : null);
        WebSocketDecoderConfig decoding = WebSocketDecoderConfig.newBuilder()
                .maxFramePayloadLength(MAX_MESSAGE_BYTES)
                .allowExtensions(compression)
                .closeOnProtocolViolation(false)
                .build();
        channel.pipeline()
                .addLast(
                        new WebSocket13FrameDecoder(decoding),
                        new SessionHandler(session, connection, admitted, messages, metrics));
        return connection;
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/frame"));
    }
}
