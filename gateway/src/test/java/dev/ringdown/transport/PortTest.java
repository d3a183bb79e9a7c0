package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Through a real socket. */
@Timeout(60)
class PortTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Port port = port();

    private static Port port() {
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        Entrance entrance = new Entrance(
                new WaitingSockets(
                        new WaitingSockets.Maxima(4, 4, Limit.HANDSHAKES, Limit.HANDSHAKES_PER_ADDRESS), metrics),
                null,
                new TrustedProxies(List.of()),
                new Entrance.Deadline(PATIENCE, Limit.HANDSHAKE_TIMEOUT),
                null,
                metrics);
        Port.Sockets sockets =
                new Port.Sockets(4, new AdaptiveRecvByteBufAllocator(), WriteBufferWaterMark.DEFAULT, 0, 0);
        return new Port("server.port", "port-test", 1, sockets, entrance);
    }

    @Test
    void theEndOfABusyLoopIsTheEndOfItsSocketsToo() throws IOException, InterruptedException {
        CountDownLatch accepted = new CountDownLatch(1);
        InetSocketAddress address = port.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), pipeline -> accepted.countDown());
        try (RawClient client = new RawClient(address)) {
            accepted.await();
            port.stopListening();
            Thread closing = new Thread(() -> port.close(PATIENCE));
            EventExecutor loop = port.loops().iterator().next();

            loop.execute(() -> {
                closing.start();
                while (closing.getState() != Thread.State.TIMED_WAITING) { // for this loop to be done
                    Thread.onSpinWait();
                }
            });

            assertThat(client.isAtEnd()).isTrue();
            closing.join();
        }
    }
}
