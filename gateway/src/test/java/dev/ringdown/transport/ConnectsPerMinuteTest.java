package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.address;
import static dev.ringdown.testing.Addresses.network;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.AddressRates;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import dev.ringdown.webhook.Posting;
import dev.ringdown.webhook.Signed;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of each client two connects a minute are taken here; what comes from 10.0.0.0/8 is a proxy's. */
class ConnectsPerMinuteTest {
    private static final String CLIENT = "192.0.2.7";
    private static final String PROXY = "10.0.0.1";

    private final CapturedLog log = new CapturedLog();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final GatewayMetrics metrics = new GatewayMetrics(meters);
    private final WaitingSockets waiting = new WaitingSockets(
            new WaitingSockets.Maxima(100, 100, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS), metrics);
    private long nanos = 1;
    private final AddressRates connects = new AddressRates(2, 100, Limit.CONNECTS_PER_MINUTE, metrics, () -> nanos);

    @AfterEach
    void close() {
        log.close();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void whoConnectsTooOftenIsCutOffBeforeAnythingIsSpoken() {
        Spoken spoken = new Spoken();
        connect(CLIENT).close();
        connect(CLIENT).close();

        EmbeddedChannel third = connect(CLIENT, spoken);

        assertThat(third.isOpen()).isFalse();
        assertThat(spoken.begun).isFalse();
        assertThat(third.<Object>readOutbound()).isNull();
        assertThat(waiting.count()).isZero();
        assertThat(refused()).isOne();
        assertThat(log.everything()).anyMatch(line -> line.contains("limit reached limit=limits.connects-per-minute"));
    }

    @Test
    void aMinuteBringsAllOfThemBack() {
        connect(CLIENT);
        connect(CLIENT);

        nanos += Duration.ofSeconds(29).toNanos();
        assertThat(connect(CLIENT).isOpen()).isFalse();
        nanos += Duration.ofSeconds(1).toNanos();
        assertThat(connect(CLIENT).isOpen()).isTrue();
        assertThat(connect(CLIENT).isOpen()).isFalse();
        nanos += Duration.ofSeconds(60).toNanos();
        assertThat(connect(CLIENT).isOpen()).isTrue();
        assertThat(connect(CLIENT).isOpen()).isTrue();
    }

    @Test
    void anAddressDoesNotTakeFromAnother() {
        connect(CLIENT);
        connect(CLIENT);

        assertThat(connect("192.0.2.8").isOpen()).isTrue();
        assertThat(refused()).isZero();
    }

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        connect("2001:db8::1");
        connect("2001:db8::ffff:2");

        assertThat(connect("2001:db8::3").isOpen()).isFalse();
        assertThat(connect("2001:db8:0:1::1").isOpen()).isTrue();
    }

    @Test
    void aProxyConnectsAsOftenAsItLikes() {
        connect(PROXY);
        connect(PROXY);

        assertThat(connect(PROXY).isOpen()).isTrue();
        assertThat(refused()).isZero();
    }

    @Test
    void whomTheHeaderOfAProxyNamesIsCounted() {
        connect(PROXY).pipeline().get(SocketPlace.class).comesFrom(address(CLIENT));
        connect(CLIENT);

        SocketPlace third = connect(PROXY).pipeline().get(SocketPlace.class);

        assertThat(third.comesFrom(address("192.0.2.8"))).isTrue();
        assertThat(connect(PROXY).pipeline().get(SocketPlace.class).comesFrom(address(CLIENT)))
                .isFalse();
        assertThat(refused()).isOne();
    }

    @Test
    void whoIsNamedAgainIsCountedOnce() {
        SocketPlace place = connect(CLIENT).pipeline().get(SocketPlace.class);

        assertThat(place.belongTo(network(CLIENT))).isNull();
        assertThat(place.belongTo(network(CLIENT))).isNull();
        assertThat(connect(CLIENT).isOpen()).isTrue();
        assertThat(connect(CLIENT).isOpen()).isFalse();
    }

    @Test
    void whomTheHeadOfARequestNamesIsToldOfTheLimit() {
        connect(CLIENT);
        connect(CLIENT);
        try (Edge edge = new Edge()) {
            EmbeddedChannel channel = connect(PROXY, edge.endpoint.stages());
            FullHttpRequest request = Handshakes.to("/v1.0/ws?accesskey=" + Edge.KEY);
            request.headers().set("X-Forwarded-For", CLIENT);

            channel.writeInbound(request);

            FullHttpResponse response = channel.readOutbound();
            assertThat(response.status().code()).isEqualTo(429);
            assertThat(response.headers().get("Retry-After")).isEqualTo("10");
            assertThat(response.content().toString(UTF_8))
                    .contains("\"limit\":\"limits.connects-per-minute\"")
                    .contains("too many connections of this address in a minute");
            response.release();
            assertThat(refused()).isOne();
            assertThat(edge.waiting()).isZero();
        }
    }

    /** VoIPBin connects anew for each of them. */
    @Test
    void aWebhookThatIsStoredDoesNotCount() {
        Posting voipbin = new Posting();

        assertThat(post(voipbin, Signed.CALL.signature())).startsWith("HTTP/1.1 202 ");
        assertThat(post(voipbin, Signed.CALL.signature())).startsWith("HTTP/1.1 20");
        assertThat(post(voipbin, Signed.CALL.signature())).startsWith("HTTP/1.1 20");

        assertThat(refused()).isZero();
    }

    @Test
    void aWebhookThatIsRefusedCounts() {
        Posting voipbin = new Posting();
        String forged = "sha256=" + "ab".repeat(32);

        assertThat(post(voipbin, forged)).startsWith("HTTP/1.1 403 ");
        assertThat(post(voipbin, forged)).startsWith("HTTP/1.1 403 ");
        assertThat(post(voipbin, forged)).isEmpty();

        assertThat(refused()).isOne();
    }

    private double refused() {
        return meters.counter("ringdown.limits.reached", "limit", "limits.connects-per-minute")
                .count();
    }

    /** Whether something is told that the connection has begun. */
    private static final class Spoken extends ChannelInboundHandlerAdapter {
        private boolean begun;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            begun = true;
        }
    }

    private EmbeddedChannel connect(String address, ChannelHandler... behind) {
        return connect(new SocketPlace(waiting, connects, new TrustedProxies(List.of("10.0.0.0/8"))), address, behind);
    }

    private static EmbeddedChannel connect(SocketPlace place, String address, ChannelHandler... behind) {
        ChannelHandler[] all =
                Stream.concat(Stream.of(place), Stream.of(behind)).toArray(ChannelHandler[]::new);
        return new EmbeddedChannel(all) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40_000);
            }
        };
    }

    /** What a webhook from the client is answered; empty: its connection is not taken. */
    private String post(Posting voipbin, String signature) {
        SocketPlace place = new SocketPlace(waiting, connects, new TrustedProxies(List.of()));
        EmbeddedChannel channel = connect(
                place,
                CLIENT,
                new HttpServerCodec(),
                new WebhookHandler(voipbin.webhooks(), place, Duration.ofSeconds(2), voipbin.metrics()));
        if (channel.isOpen()) {
            String body = Signed.CALL.body();
            channel.writeInbound(Unpooled.copiedBuffer(
                    "POST " + Posting.PATH + " HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                            + "X-Voipbin-Signature: " + signature + "\r\nContent-Length: " + body.length() + "\r\n\r\n"
                            + body,
                    UTF_8));
            channel.runPendingTasks();
        }
        StringBuilder answer = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            answer.append(part.toString(ISO_8859_1));
            part.release();
        }
        channel.finishAndReleaseAll();
        return answer.toString();
    }
}
