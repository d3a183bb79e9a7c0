package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;

class TextDeflaterTest {
    private final TextDeflater deflater = new TextDeflater();

    @Test
    void aMessageComesBackAsItWas() throws DataFormatException {
        byte[] text = "{\"type\":\"call_created\",\"subject\":\"call:1\",\"data\":{\"type\":\"call\"}}".getBytes(UTF_8);

        byte[] payload = deflater.deflate(text);

        assertThat(payload.length).isLessThan(text.length);
        assertThat(inflated(payload)).isEqualTo(text);
    }

    @Test
    void eachMessageStandsByItself() throws DataFormatException {
        byte[] text = "{\"type\":\"call_created\",\"data\":\"call_created call_created\"}".getBytes(UTF_8);

        byte[] first = deflater.deflate(text);
        byte[] second = deflater.deflate(text);

        assertThat(second).isEqualTo(first);
        assertThat(inflated(second)).isEqualTo(text);
    }

    @Test
    void aMessageLargerThanTheBufferIsWhole() throws DataFormatException {
        byte[] text = letters(1 << 20);

        assertThat(inflated(deflater.deflate(text))).isEqualTo(text);
    }

    @Test
    void aResultThatJustFillsTheBufferIsWhole() throws DataFormatException {
        for (int size = 6_400; size < 6_900; size++) { // 5 bits a letter: around the buffer's 4,096 bytes
            byte[] text = letters(size);

            assertThat(inflated(new TextDeflater().deflate(text))).isEqualTo(text);
        }
    }

    @Test
    void whatDoesNotGetSmallerStaysAsItIs() {
        byte[] text = "[1]".getBytes(UTF_8);

        assertThat(deflater.deflate(text)).isSameAs(text);
    }

    private static byte[] letters(int size) {
        byte[] text = new byte[size];
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            text[i] = (byte) ('a' + random.nextInt(26));
        }
        return text;
    }

    /** As RFC 7692 section 7.2.2 has it. */
    private static byte[] inflated(byte[] payload) throws DataFormatException {
        byte[] input = new byte[payload.length + 4];
        System.arraycopy(payload, 0, input, 0, payload.length);
        input[payload.length + 2] = (byte) 0xFF;
        input[payload.length + 3] = (byte) 0xFF;
        Inflater inflater = new Inflater(true);
        inflater.setInput(input);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int length = inflater.inflate(buffer); length > 0; length = inflater.inflate(buffer)) {
            out.write(buffer, 0, length);
        }
        inflater.end();
        return out.toByteArray();
    }
}
