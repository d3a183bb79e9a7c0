package dev.ringdown.journal.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers and texts at their edges; whole records are tried by {@link RecordTest}. */
class RecordInputTest {
    private static RecordInput of(int... bytes) {
        byte[] record = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            record[i] = (byte) bytes[i];
        }
        return new RecordInput(record);
    }

    private static RecordInput text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] record = new byte[utf8.length + 1];
        record[0] = (byte) utf8.length;
        System.arraycopy(utf8, 0, record, 1, utf8.length);
        return new RecordInput(record);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 127, 128, 16_383, 16_384, 0x0FFF_FFFF, 0x1000_0000, Integer.MAX_VALUE})
    void aNumberIsReadAsItWasWritten(int number) throws Exception {
        RecordOutput out = new RecordOutput();
        out.putCount(number);

        RecordInput in = new RecordInput(out.toBytes());

        assertThat(in.readNumber("number")).isEqualTo(number);
        assertThat(in.left()).isZero();
    }

    @Test
    void aNumberThatIsTooLargeOrDoesNotEndIsRefused() {
        String fault = "number: a number without an end (expected: 0 to 2147483647) at byte 5 of ";
        assertThatThrownBy(() -> of(0x80, 0x80, 0x80, 0x80, 0x08).readNumber("number"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage(fault + 5);
        assertThatThrownBy(() -> of(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0).readNumber("number"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage(fault + 8);
        assertThatThrownBy(() -> of(0x80).readNumber("number"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("number: 0 bytes are left (expected: 1) at byte 1 of 1");
    }

    @Test
    void thereAreNoMoreOfSomethingThanThereIsRoomFor() throws Exception {
        assertThat(of(2, 0, 0, 0, 0).readCount("things", 2)).isEqualTo(2);
        assertThatThrownBy(() -> of(3, 0, 0, 0, 0).readCount("things", 2))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("things: 3 (expected: what 4 bytes have room for) at byte 1 of 5");
        assertThatThrownBy(() -> of(2, 0, 0, 0).readCount("things", 2)).isInstanceOf(InvalidRecordException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Gr\u00fc\u00dfe", "\uFFFD", "a\uFFFD\uD83D\uDE00"})
    void aTextIsReadAsItWasWrittenAlsoWithWhatStandsForNoText(String text) throws Exception {
        assertThat(text(text).readText("text")).isEqualTo(text);
    }

    @Test
    void whatIsNoUtf8IsRefused() {
        assertThatThrownBy(() -> of(1, 0xFF).readText("text"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("text: no UTF-8 at byte 2 of 2");
        assertThatThrownBy(() -> of(3, 'a', 0xC3, 'b').readText("text")).isInstanceOf(InvalidRecordException.class);
    }

    @Test
    void bytesThatAreNotThereAreRefused() throws Exception {
        byte[] into = new byte[4];
        of(1, 2, 3).readBytes(into, 1, 3, "bytes");
        assertThat(into).containsExactly(0, 1, 2, 3);

        assertThatThrownBy(() -> of(1, 2, 3).readBytes(into, 0, 4, "bytes"))
                .isInstanceOf(InvalidRecordException.class)
                .hasMessage("bytes: 3 bytes are left (expected: 4) at byte 0 of 3");
    }
}
