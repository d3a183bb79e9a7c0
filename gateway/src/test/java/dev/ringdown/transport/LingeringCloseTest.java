package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
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
}
