package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.timeout.ReadTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ten seconds for a handshake, on a clock that the test owns. */
class HandshakeDeadlineTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();

    HandshakeDeadlineTest() {
        channel.freezeTime();
        channel.pipeline().addLast(new HandshakeDeadline(Duration.ofSeconds(10)));
        channel.pipeline().fireChannelActive();
    }

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void theTimeEndsAfterTenSecondsAndNotBefore() {
        advance(9_999);
        channel.checkException();

        advance(1);

        assertThatThrownBy(channel::checkException).isInstanceOf(ReadTimeoutException.class);
    }

    @Test
    void noByteStopsIt() {
        advance(6_000);
        channel.writeInbound(Unpooled.copiedBuffer("GET", US_ASCII));
        advance(4_000);

        assertThatThrownBy(channel::checkException).isInstanceOf(ReadTimeoutException.class);
    }

    @Test
    void whoIsThroughHasNoDeadline() {
        channel.pipeline().remove(HandshakeDeadline.class);

        advance(10_000);

        channel.checkException();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoHasLeftHasNoDeadline() {
        channel.close();

        advance(10_000);

        channel.checkException();
    }

    private void advance(long millis) {
        channel.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
        channel.runScheduledPendingTasks();
    }
}
