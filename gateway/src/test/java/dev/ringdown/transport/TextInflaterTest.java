package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import java.util.Arrays;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextInflaterTest {
    private static final int MOST = 10_000;

    private final TextInflater inflater = new TextInflater();

    @Test
    void whatIsDeflatedComesBackMessageByMessage() {
        assertThat(inflate(deflated("again and again and again"))).isEqualTo("again and again and again");
        assertThat(inflate(deflated("again and again"))).isEqualTo("again and again");
        assertThat(inflate(deflated("x".repeat(MOST)))).isEqualTo("x".repeat(MOST));
    }

    /** As RFC 7692 section 7.2.3 has them: one block, none compressed, the last block, two blocks. */
    @ParameterizedTest
    @CsvSource({
        "f248cdc9c90700",
        "000500faff48656c6c6f00",
        "f348cdc9c9070000",
        "f248050000 00ffffcac9c90700",
    })
    void theExamplesOfTheStandardAreHello(String hex) {
        assertThat(inflate(bytes(hex.replace(" ", "")))).isEqualTo("Hello");
    }

    /** Empty blocks of each kind: stored, with fixed codes, the last one. */
    @ParameterizedTest
    @CsvSource({"00", "0200", "0300", "000000ffff00", "03000300", "'' "})
    void aMessageMayInflateToNothing(String hex) {
        assertThat(inflate(bytes(hex.strip()))).isEmpty();
    }

    @Test
    void whatFollowsALastBlockBelongsToTheMessage() {
        assertThat(inflate(bytes("f348cdc9c90700" + "f348cdc9c90700" + "00"))).isEqualTo("HelloHello");
    }

    @Test
    void aByteMoreThanThereMayBeIsTooLong() {
        assertThatThrownBy(() -> inflate(deflated("x".repeat(MOST + 1)))).isInstanceOf(TooLongFrameException.class);

        assertThat(inflate(deflated("after it"))).isEqualTo("after it");
    }

    /** A thousand times as long as its message. */
    @Test
    void aBombIsNotInflatedAnyFurther() {
        assertThatThrownBy(() -> inflate(deflated("x".repeat(1_000 * MOST)))).isInstanceOf(TooLongFrameException.class);
    }

    @Test
    void whatIsNotDeflatedIsToldSo() {
        assertThatThrownBy(() -> inflate(bytes("ff0102"))).isInstanceOf(DecompressionException.class);

        assertThat(inflate(deflated("after it"))).isEqualTo("after it");
    }

    private String inflate(byte[] payload) {
        return new String(inflater.inflate(Unpooled.wrappedBuffer(payload), MOST), UTF_8);
    }

    private static byte[] deflated(String text) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        byte[] buffer = new byte[text.length() + 100];
        deflater.setInput(text.getBytes(UTF_8));
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length - 4);
    }

    private static byte[] bytes(String hex) {
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Integer.parseInt(hex.substring(2 * i, 2 * i + 2), 16);
        }
        return bytes;
    }
}
