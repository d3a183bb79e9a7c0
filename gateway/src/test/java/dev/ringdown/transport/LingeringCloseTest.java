package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LingeringCloseTest {
    private final EmbeddedChannel channel = new EmbeddedChannel(new LingeringClose.ThrowAway(100));

    @Test
    void whatWasUnderWayIsThrownAway() {
        channel.writeInbound(Unpooled.buffer().writeZero(60), Unpooled.buffer().writeZero(40));

        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoDoesNotStopIsCutOff() {
        channel.writeInbound(Unpooled.buffer().writeZero(60), Unpooled.buffer().writeZero(41));

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoSaysThatItHasSentEverythingIsClosed() {
        channel.pipeline().fireUserEventTriggered("something else");
        assertThat(channel.isOpen()).isTrue();

        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);

        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoDoesNotTakeTheLastAnswerIsCutOffInTime() {
        EmbeddedChannel slow = new EmbeddedChannel();
        slow.freezeTime();

        LingeringClose.after(slow.newPromise(), slow.pipeline(), Duration.ofSeconds(5));
        slow.advanceTimeBy(4_999, TimeUnit.MILLISECONDS);
        slow.runScheduledPendingTasks();
        assertThat(slow.isOpen()).isTrue();
        slow.advanceTimeBy(1, TimeUnit.MILLISECONDS);
        slow.runScheduledPendingTasks();

        assertThat(slow.isOpen()).isFalse();
    }

    @Test
    void theConnectionEndsBehindTheLastAnswer() {
        ChannelPromise answer = channel.newPromise();
        LingeringClose.after(answer, channel.pipeline(), Duration.ofSeconds(5));
        assertThat(channel.isOpen()).isTrue();

        answer.setSuccess();

        assertThat(channel.isOpen()).isFalse();
    }
}
