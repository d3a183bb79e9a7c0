package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.testing.TestEvent.of;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.event.EventShape;
import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

        ByteBuf written = frames.retained(EventShape.CLOUDEVENTS);

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

        ByteBuf first = both.retainedDeflated(EventShape.CLOUDEVENTS);
        ByteBuf second = both.retainedDeflated(EventShape.CLOUDEVENTS);

        assertThat(ByteBufUtil.getBytes(first)).isEqualTo(ByteBufUtil.getBytes(expected));
        assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
        assertThat(talkative.deflated(EventShape.CLOUDEVENTS, json -> new byte[0]))
                .isEqualTo(deflater.deflate(talkative.json()));
        first.release();
        second.release();
        both.release();
        assertThat(second.refCnt()).isZero();
    }

    @Test
    void theyTakeAsMuchAsTheFormsThatSomebodyWanted() {
        assertThat(frames.bytes()).isZero();

        ByteBuf plain = frames.retained(EventShape.CLOUDEVENTS);
        assertThat(frames.bytes()).isEqualTo(plain.capacity());
        ByteBuf again = frames.retained(EventShape.CLOUDEVENTS);
        ByteBuf stream = frames.retainedEventStream(EventShape.CLOUDEVENTS);

        assertThat(frames.bytes()).isEqualTo(plain.capacity() + (long) stream.capacity());
        plain.release();
        again.release();
        stream.release();
        frames.release();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ENVELOPE | {"type":"call_created","data":null} | {"type":"call_hangup","data":null}
            RESOURCE | null                                | null
            """)
    void anotherShapeIsABufferOfItsOwn(EventShape shape, String first, String second) {
        ByteBuf expected = Unpooled.buffer();
        TextFrame.write(expected, first.getBytes(UTF_8));
        TextFrame.write(expected, second.getBytes(UTF_8));

        ByteBuf written = frames.retained(shape);
        ByteBuf again = frames.retained(shape);

        assertThat(ByteBufUtil.getBytes(written)).isEqualTo(ByteBufUtil.getBytes(expected));
        assertThat(written.writableBytes()).isZero();
        assertThat(again.memoryAddress()).isEqualTo(written.memoryAddress());
        written.release();
        again.release();
        frames.release();
        assertThat(written.refCnt()).isZero();
    }

    @Test
    void anotherShapeIsCompressedOnceForAllWhoAgreedOnIt() {
        LogEntry talkative =
                of("a_very_long_type_that_is_a_very_long_type", "created").at(2, 1, 0);
        TextDeflater deflater = new TextDeflater();
        SocketFrames both = (SocketFrames) SocketFrames.encoder(deflater).encode(List.of(talkative));
        byte[] text = talkative.text(EventShape.ENVELOPE).bytes();
        ByteBuf expected = Unpooled.buffer();
        TextFrame.writeDeflated(expected, deflater.deflate(text));

        ByteBuf first = both.retainedDeflated(EventShape.ENVELOPE);
        ByteBuf second = both.retainedDeflated(EventShape.ENVELOPE);

        assertThat(ByteBufUtil.getBytes(first)).isEqualTo(ByteBufUtil.getBytes(expected));
        assertThat(first.memoryAddress()).isEqualTo(second.memoryAddress());
        assertThat(talkative.deflated(EventShape.ENVELOPE, json -> new byte[0])).isEqualTo(deflater.deflate(text));
        first.release();
        second.release();
        both.release();
        assertThat(second.refCnt()).isZero();
    }

    @Test
    void whatIsNotSmallerIsNotCompressedInAnyShape() {
        SocketFrames small =
                (SocketFrames) SocketFrames.encoder(new TextDeflater()).encode(List.of(created));
        ByteBuf expected = Unpooled.buffer();
        TextFrame.write(expected, "null".getBytes(UTF_8));

        ByteBuf written = small.retainedDeflated(EventShape.RESOURCE);

        assertThat(ByteBufUtil.getBytes(written)).isEqualTo(ByteBufUtil.getBytes(expected));
        written.release();
        small.release();
    }

    @Test
    void receiversDoNotMoveEachOther() {
        ByteBuf first = frames.retained(EventShape.CLOUDEVENTS);
        ByteBuf second = frames.retained(EventShape.CLOUDEVENTS);
        first.skipBytes(10);

        assertThat(second.readerIndex()).isZero();
        first.release();
        second.release();
        frames.release();
    }

    @Test
    void theBytesLiveUntilTheLastReceiverHasSentThem() {
        ByteBuf first = frames.retained(EventShape.CLOUDEVENTS);
        ByteBuf second = frames.retained(EventShape.CLOUDEVENTS);

        frames.release();
        first.release();
        assertThat(second.refCnt()).isOne();
        second.release();

        assertThat(second.refCnt()).isZero();
    }
}
