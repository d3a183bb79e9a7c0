package dev.ringdown.transport;

import static dev.ringdown.testing.People.CUSTOMER;
import static dev.ringdown.transport.Edge.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.TestLimits.Connections;
import io.netty.channel.ChannelHandler;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who is known may still have to stay outside. */
class AdmissionTest {
    @Test
    void nobodyOfAFrozenCustomerComesIn() {
        assertRefused(Set.of(CUSTOMER), new Connections(9, 9, 9, 9), 403, "the customer is frozen");
    }

    @Test
    void tooManyOfOneAddress() {
        FullHttpResponse response = assertRefused(
                Set.of(), new Connections(9, 0, 9, 9), 429, "too many connections (limits.connections-per-address)");

        assertThat(response.headers().get("Retry-After")).isEqualTo("10");
    }

    @Test
    void tooManyOfOneHolder() {
        assertRefused(
                Set.of(), new Connections(9, 9, 0, 9), 429, "too many connections (limits.connections-per-identity)");
    }

    @Test
    void tooManyOfOneCustomer() {
        assertRefused(
                Set.of(), new Connections(9, 9, 9, 0), 429, "too many connections (limits.connections-per-customer)");
    }

    @Test
    void aNodeThatIsFull() {
        FullHttpResponse response = assertRefused(
                Set.of(),
                new Connections(0, 9, 9, 9),
                503,
                "this node has as many connections as it may have (limits.connections)");

        assertThat(response.headers().get("Retry-After")).isEqualTo("10");
    }

    private static FullHttpResponse assertRefused(Set<UUID> frozen, Connections maxima, int status, String detail) {
        try (Edge edge = new Edge(frozen, maxima)) {
            EmbeddedChannel channel = new ChannelOfAPeer(edge.stages());
            channel.writeInbound(Handshakes.to("/v1.0/ws?accesskey=" + KEY));
            edge.verify();
            channel.runPendingTasks();

            FullHttpResponse response = channel.readOutbound();
            assertThat(response.content().toString(UTF_8)).contains("\"detail\":\"" + detail);
            assertThat(response.status().code()).isEqualTo(status);
            assertThat(edge.limits.open()).isZero();
            assertThat(edge.meters.get("ringdown.refusals").counter().count()).isOne();
            response.release();
            channel.finishAndReleaseAll();
            return response;
        }
    }

    /** A channel from an address of the Internet. */
    private static final class ChannelOfAPeer extends EmbeddedChannel {
        ChannelOfAPeer(ChannelHandler[] stages) {
            super(stages);
        }

        @Override
        protected SocketAddress remoteAddress0() {
            return new InetSocketAddress("203.0.113.7", 40_000);
        }
    }
}
