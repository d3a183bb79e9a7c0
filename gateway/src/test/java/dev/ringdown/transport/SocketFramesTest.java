package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;

class SocketFramesTest {
    private final LogEntry created = call("created").at(0, 1, 0);
    private final LogEntry hangup = call("hangup").at(1, 1, 0);
    private final SocketFrames frames =
            (SocketFrames) SocketFrames.encoder(null).encode(List.of(created, hangup));

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
    void compressedFramesAreMadeOnceForAllWhoAgreedOnThem() {
        LogEntry talkative = call("created").at(2, 1, 0);
        TextDeflater deflater = new TextDeflater();
        SocketFrames both = (SocketFrames) SocketFrames.encoder(deflater).encode(List.of(talkative, talkative));
        ByteBuf expected = Unpooled.buffer();
        TextFrame.writeDeflated(expected, deflater.deflate(talkative.json()));
        TextFrame.writeDeflated(expected, deflater.deflate(talkative.json()));

        ByteBuf first = both.retainedDeflated();
        ByteBuf second = both.retainedDeflated();

        assertThat(ByteBufUtil.getBytes(first)).isEqualTo(ByteBufUtil.getBytes(expected));
        assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
        assertThat(talkative.deflated(json -> new byte[0])).isEqualTo(deflater.deflate(talkative.json()));
        first.release();
        second.release();
        both.release();
        assertThat(second.refCnt()).isZero();
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
