package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Five seconds for a last answer. */
class LingeringCloseTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    LingeringCloseTest() {
        channel.freezeTime();
    }

    @Test
    void whoReadsTheLastAnswerIsClosedAtOnce() {
        LingeringClose.after(channel.writeAndFlush(answer()), channel.pipeline(), Duration.ofSeconds(5));

        assertThat(channel.isOpen()).isFalse();
        channel.releaseOutbound();
    }

    /** With TLS there is nothing to linger for, but there is a peer that may never take the answer. */
    @Test
    void whoDoesNotReadItIsCutOff() {
        channel.pipeline().addFirst(new StalledSocket());
        LingeringClose.after(channel.writeAndFlush(answer()), channel.pipeline(), Duration.ofSeconds(5));

        advance(4_999);
        assertThat(channel.isOpen()).isTrue();
        advance(1);

        assertThat(channel.isOpen()).isFalse();
    }

    private static Object answer() {
        return Unpooled.copiedBuffer("HTTP/1.1 400 Bad Request\r\n\r\n", US_ASCII);
    }

    private void advance(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
