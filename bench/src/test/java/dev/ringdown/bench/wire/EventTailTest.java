package dev.ringdown.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EventTailTest {
    private static final String HEAD = "{\"type\":\"call_progressing\",\"data\":{\"pad\":\"x\"";

    @Test
    void numbersAreReadAsTheyWereWritten() {
        ByteBuf event = event(9_999, 123_456_789_012_345L, 999_999_999_999_999L);

        int end = event.writerIndex();

        assertThat(EventTail.isEvent(event, 0, end)).isTrue();
        assertThat(EventTail.stream(event, end)).isEqualTo(9_999);
        assertThat(EventTail.seq(event, end)).isEqualTo(123_456_789_012_345L);
        assertThat(EventTail.tsNanos(event, end)).isEqualTo(999_999_999_999_999L);
    }

    @Test
    void zerosAreReadAsZeros() {
        ByteBuf event = event(0, 0, 0);

        int end = event.writerIndex();

        assertThat(EventTail.stream(event, end)).isZero();
        assertThat(EventTail.seq(event, end)).isZero();
        assertThat(EventTail.tsNanos(event, end)).isZero();
    }

    @Test
    void aTailIsJson() {
        ByteBuf event = event(7, 8, 9);

        String text = event.toString(StandardCharsets.US_ASCII);

        assertThat(text).isEqualTo(HEAD + ",\"stream\":10000007,\"seq\":1000000000000008,\"ts\":1000000000000009}}");
    }

    @Test
    void otherMessagesAreNoEvents() {
        ByteBuf reply = Unpooled.copiedBuffer("{\"type\":\"subscribed\",\"id\":1}", StandardCharsets.US_ASCII);
        ByteBuf other = Unpooled.copiedBuffer("{\"pad\":\"" + "x".repeat(200) + "\"}", StandardCharsets.US_ASCII);

        assertThat(EventTail.isEvent(reply, 0, reply.writerIndex())).isFalse();
        assertThat(EventTail.isEvent(other, 0, other.writerIndex())).isFalse();
    }

    private static ByteBuf event(int stream, long seq, long tsNanos) {
        byte[] bytes = (HEAD + " ".repeat(EventTail.BYTES) + '}').getBytes(StandardCharsets.US_ASCII);
        EventTail.writeBlank(bytes, HEAD.length());
        EventTail.fill(bytes, HEAD.length(), stream, seq, tsNanos);
        return Unpooled.wrappedBuffer(bytes);
    }
}
