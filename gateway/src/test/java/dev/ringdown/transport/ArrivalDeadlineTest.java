package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten seconds for a handshake, on a clock that the test owns. */
class ArrivalDeadlineTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedChannel channel = new EmbeddedChannel();

    ArrivalDeadlineTest() {
        channel.freezeTime();
        channel.pipeline()
                .addLast(new ArrivalDeadline(
                        Duration.ofSeconds(10), Limit.HANDSHAKE_TIMEOUT, new GatewayMetrics(meters)));
        channel.pipeline().fireChannelActive();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void theTimeEndsAfterTenSecondsAndNotBefore() {
        advance(9_999);
        assertThat(channel.isOpen()).isTrue();

        advance(1);

        assertThat(channel.isOpen()).isFalse();
        assertThat(reached()).isOne();
    }

    @Test
    void noByteStopsIt() {
        advance(9_999);
        channel.writeInbound(Unpooled.copiedBuffer("GET", US_ASCII));
        advance(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoIsThroughHasNoDeadline() {
        channel.pipeline().remove(ArrivalDeadline.class);

        advance(10_000);

        assertThat(channel.isOpen()).isTrue();
        assertThat(reached()).isZero();
    }

    @Test
    void whoHasLeftHasNoDeadline() {
        channel.close();

        advance(10_000);

        assertThat(reached()).isZero();
    }

    private double reached() {
        return meters.counter("ringdown.limits.reached", "limit", "limits.handshake-timeout")
                .count();
    }

    private void advance(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
