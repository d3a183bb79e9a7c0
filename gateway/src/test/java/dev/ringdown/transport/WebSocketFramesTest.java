package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebSocketFramesTest {
    private final LogEntry created = call("created").at(0, 1, 0);
    private final LogEntry hangup = call("hangup").at(1, 1, 0);
    private final WebSocketFrames frames = (WebSocketFrames)
            WebSocketFrames.encoder(new UnpooledByteBufAllocator(true)).encode(List.of(created, hangup));

    @Test
    void everyEntryIsAFrameOfItsOwn() {
        ByteBuf expected = Unpooled.buffer();
        TextFrame.write(expected, created.json());
        TextFrame.write(expected, hangup.json());

        ByteBuf written = frames.retained();

        assertThat(ByteBufUtil.getBytes(written)).isEqualTo(ByteBufUtil.getBytes(expected));
        assertThat(written.writableBytes()).isZero();
        written.release();
        frames.release();
    }

    @Test
    void receiversDoNotMoveEachOther() {
        ByteBuf first = frames.retained();
        ByteBuf second = frames.retained();
        first.skipBytes(10);

        assertThat(second.readerIndex()).isZero();
        first.release();
        second.release();
        frames.release();
    }

    @Test
    void theBytesLiveUntilTheLastReceiverHasSentThem() {
        ByteBuf first = frames.retained();
        ByteBuf second = frames.retained();

        frames.release();
        first.release();
        assertThat(second.refCnt()).isOne();
        second.release();

        assertThat(second.refCnt()).isZero();
    }
}
