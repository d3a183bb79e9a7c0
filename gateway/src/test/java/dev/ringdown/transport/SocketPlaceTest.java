package dev.ringdown.transport;

import static dev.ringdown.testing.Addresses.network;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One socket of a client network may wait here, two in all; what comes from 10.0.0.0/8 is a proxy's. */
class SocketPlaceTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final WaitingSockets waiting = new WaitingSockets(
            new WaitingSockets.Maxima(2, 1, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS),
            new GatewayMetrics(meters));

    @Test
    void addressesOfOneIpv6NetworkAreOneClient() {
        EmbeddedChannel first = connect("2001:db8::1");

        EmbeddedChannel second = connect("2001:db8::ffff:2");

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
        assertThat(waiting.count()).isOne();
    }

    @Test
    void aProxysSocketsAreNobodysUntilTheirClientsAreNamed() {
        EmbeddedChannel first = connect("10.0.0.1");
        EmbeddedChannel second = connect("10.0.0.1");
        assertThat(first.isOpen()).isTrue();

        first.pipeline().get(SocketPlace.class).belongTo(network("192.0.2.7"));
        assertThat(first.isOpen()).isTrue();
        second.pipeline().get(SocketPlace.class).belongTo(network("192.0.2.7"));

        assertThat(first.isOpen()).isFalse();
        assertThat(second.isOpen()).isTrue();
    }

    @Test
    void whoIsThroughIsNotCounted() {
        EmbeddedChannel channel = connect("192.0.2.7");

        channel.pipeline().remove(SocketPlace.class);

        assertThat(waiting.count()).isZero();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoHasGoneIsNotCounted() {
        connect("192.0.2.7").close();

        assertThat(waiting.count()).isZero();
    }

    private EmbeddedChannel connect(String address) {
        return new EmbeddedChannel(new SocketPlace(waiting, null, new TrustedProxies(List.of("10.0.0.0/8")))) {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(address, 40_000);
            }
        };
    }
}
