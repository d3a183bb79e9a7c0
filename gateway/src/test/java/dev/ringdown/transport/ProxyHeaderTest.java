package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.address;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections from 10.0.0.0/8 begin with a PROXY header; one of each client may wait. */
class ProxyHeaderTest {
    private static final String PROXY = "10.0.0.1";
    private static final String V2 = "0d0a0d0a000d0a515549540a";

    private final CapturedLog log = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final WaitingSockets waiting = new WaitingSockets(
            new WaitingSockets.Maxima(10, 1, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS), metrics);
    private final Entrance entrance = new Entrance(
            waiting,
            null,
            new TrustedProxies(List.of("10.0.0.0/8"), true),
            new Entrance.Deadline(Duration.ofSeconds(10), Limit.HANDSHAKE_TIMEOUT),
            null,
            metrics);

    @AfterEach
    void close() {
        log.close();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void aHeaderOfVersion1NamesTheClient() {
        EmbeddedChannel channel = connect(PROXY);

        send(channel, "PROXY TCP4 203.0.113.7 10.0.0.9 40000 443\r\nGET /");

        assertThat(client(channel)).isEqualTo(address("203.0.113.7"));
        assertThat(heard(channel)).isEqualTo("GET /");
    }

    @Test
    void aHeaderOfVersion2NamesTheClient() {
        EmbeddedChannel channel = connect(PROXY);

        send(
                channel,
                bytes(V2 + "21" + "21" + "0024" + "20010db8000000000000000000000007" + "fd00".repeat(8) + "9c4001bb"));
        send(channel, "GET /");

        assertThat(client(channel)).isEqualTo(address("2001:db8::7"));
        assertThat(heard(channel)).isEqualTo("GET /");
    }

    @Test
    void aHeaderMayComeByteByByte() {
        EmbeddedChannel channel = connect(PROXY);

        "PROXY TCP4 203.0.113.7 10.0.0.9 40000 443\r\n"
                .chars()
                .forEach(each -> send(channel, Character.toString(each)));

        assertThat(client(channel)).isEqualTo(address("203.0.113.7"));
        assertThat(channel.pipeline().get(ProxyHeader.class)).isNull();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void theClientsThatAreNamedHaveTheLimitsOfAddresses() {
        EmbeddedChannel first = connect(PROXY);
        EmbeddedChannel second = connect(PROXY);
        EmbeddedChannel third = connect(PROXY);
        send(first, "PROXY TCP4 203.0.113.7 10.0.0.9 40000 443\r\n");
        send(second, "PROXY TCP4 203.0.113.8 10.0.0.9 40000 443\r\n");

        send(third, "PROXY TCP4 203.0.113.7 10.0.0.9 40001 443\r\n");

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(third.isOpen()).isTrue();
        assertThat(meters.counter("ringdown.limits.reached", "limit", "limits.handshakes-per-address")
                        .count())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1.0/ws HTTP/1.1\r\nHost: x\r\n\r\n",
                "PROXY TCP4 203.0.113.777 10.0.0.9 40000 443\r\n",
                "PROXY TCP4 203.0.113.7 10.0.0.9 40000 70000\r\n",
                "PROXY UDP4 203.0.113.7 10.0.0.9 40000 443\r\n",
                "PROXY TCP4 203.0.113.7\r\n",
                "proxy TCP4 203.0.113.7 10.0.0.9 40000 443\r\n"
            })
    void whatIsNoHeaderOfAClientEndsTheConnection(String first) {
        EmbeddedChannel channel = connect(PROXY);

        send(channel, first);

        assertRefused(channel);
    }

    @Test
    void aClientThatDoesNotComeOverTcpEndsTheConnection() {
        EmbeddedChannel channel = connect(PROXY);

        send(channel, bytes(V2 + "21" + "12" + "000c" + "cb007107" + "0a000009" + "9c4001bb"));

        assertRefused(channel);
    }

    /** {@code 0x16}: a client that speaks TLS, without a header. */
    @Test
    void tlsWithoutAHeaderEndsTheConnection() {
        EmbeddedChannel channel = connect(PROXY);

        send(channel, bytes("16030100c8010000c40303" + "00".repeat(150)));

        assertRefused(channel);
    }

    @Test
    void aHeaderThatDoesNotEndEndsTheConnection() {
        EmbeddedChannel channel = connect(PROXY);

        send(channel, "PROXY TCP4 " + "1".repeat(120));

        assertRefused(channel);
    }

    @Test
    void onlyTheFirstFaultIsWarnedOf() {
        send(connect(PROXY), "GET / HTTP/1.1\r\n\r\n");
        send(connect(PROXY), "GET / HTTP/1.1\r\n\r\n");

        assertThat(log.everything().stream().filter(line -> line.contains("set server.proxy-protocol=false")))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {V2 + "20000000", "50524f585920554e4b4e4f574e0d0a"})
    void whatAProxyOpensForItselfIsItsOwn(String header) {
        EmbeddedChannel channel = connect(PROXY);

        send(channel, bytes(header));
        send(channel, "GET /");

        assertThat(client(channel)).isEqualTo(address(PROXY));
        assertThat(heard(channel)).isEqualTo("GET /");
        assertThat(waiting.count()).isOne();
    }

    /** Else anybody could say that it is somebody else. */
    @Test
    void fromAStrangerNoHeaderIsRead() {
        EmbeddedChannel channel = connect("192.0.2.7");

        send(channel, "PROXY TCP4 203.0.113.7 10.0.0.9 40000 443\r\n");

        assertThat(client(channel)).isEqualTo(address("192.0.2.7"));
        assertThat(heard(channel)).startsWith("PROXY TCP4 ");
    }

    private void assertRefused(EmbeddedChannel channel) {
        assertThat(channel.isOpen()).isFalse();
        assertThat(heard(channel)).isEmpty();
        assertThat(meters.counter("ringdown.proxy.headers.refused").count()).isOne();
        assertThat(waiting.count()).isZero();
    }

    private EmbeddedChannel connect(String peer) {
        EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter()) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(peer, 40_000);
            }
        };
        entrance.open(channel.pipeline());
        channel.pipeline().fireChannelActive();
        return channel;
    }

    private static @Nullable InetAddress client(EmbeddedChannel channel) {
        return channel.pipeline().get(SocketPlace.class).peer();
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static void send(EmbeddedChannel channel, String text) {
        send(channel, text.getBytes(ISO_8859_1));
    }

    private static void send(EmbeddedChannel channel, byte[] bytes) {
        channel.pipeline().fireChannelRead(Unpooled.wrappedBuffer(bytes)).fireChannelReadComplete();
    }

    private static String heard(EmbeddedChannel channel) {
        StringBuilder all = new StringBuilder();
        for (ByteBuf next = channel.readInbound(); next != null; next = channel.readInbound()) {
            all.append(next.toString(ISO_8859_1));
            next.release();
        }
        return all.toString();
    }
}
