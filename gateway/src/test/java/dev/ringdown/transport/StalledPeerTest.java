package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The peer may take nothing for a minute. */
class StalledPeerTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final FullSocket channel =
            new FullSocket(new StalledPeer(Duration.ofMinutes(1), new GatewayMetrics(meters)));

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whoTakesNothingIsClosed() {
        write("an answer");

        seconds(59);
        assertThat(channel.isOpen()).isTrue();
        seconds(1);

        assertThat(channel.isOpen()).isFalse();
        assertThat(closed()).isOne();
    }

    @Test
    void whatIsWrittenMeanwhileDoesNotPutItOff() {
        write("an answer");
        seconds(59);

        write("another");
        seconds(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoTakesALittleHasAnotherMinute() {
        write("an answer");
        seconds(59);
        channel.take(2);

        seconds(1);
        seconds(59);
        assertThat(channel.isOpen()).isTrue();
        seconds(1);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoTakesEverythingMayWaitForAsLongAsItLikes() {
        write("an answer");
        seconds(59);
        channel.take(9);

        seconds(3600);

        assertThat(channel.isOpen()).isTrue();
        assertThat(closed()).isZero();
    }

    @Test
    void theMinuteBeginsAnewWithTheNextAnswer() {
        write("an answer");
        channel.take(9);
        seconds(60);
        write("another");

        seconds(59);
        assertThat(channel.isOpen()).isTrue();
        seconds(1);

        assertThat(channel.isOpen()).isFalse();
    }

    private void write(String text) {
        channel.writeOneOutbound(Unpooled.copiedBuffer(text, UTF_8));
        channel.flushOutbound();
    }

    private void seconds(int count) {
        channel.advanceTimeBy(count, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    private double closed() {
        Counter counter = meters.find("ringdown.limits.reached")
                .tag("limit", Limit.STALLED.key())
                .counter();
        return counter == null ? 0 : counter.count();
    }
}
