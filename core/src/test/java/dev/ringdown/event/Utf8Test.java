package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no text (RFC 3629) reach nobody, wherever they stand. */
class Utf8Test {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 23, 40})
    void aByteThatIsNoTextIsFoundAtEveryPlace(int length) {
        assertThat(IntStream.range(0, length))
                .allSatisfy(at -> assertThatThrownBy(() -> Utf8.check(ascii(length, at, 0xff)))
                        .isInstanceOf(InvalidEventException.class)
                        .hasMessageEndingWith("(expected: UTF-8)"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 8, 9, 16, 40})
    void aCharacterThatIsCutOffIsFound(int length) {
        assertThatThrownBy(() -> Utf8.check(ascii(length, length - 1, 0xc3))).isInstanceOf(InvalidEventException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "1234567", "12345678", "123456789", "é", "1234567é", "12345678é", "😀", "1234😀"})
    void textIsTaken(String text) {
        assertThatCode(() -> Utf8.check(text.getBytes(StandardCharsets.UTF_8))).doesNotThrowAnyException();
    }

    private static byte[] ascii(int length, int at, int other) {
        byte[] bytes = "x".repeat(length).getBytes(StandardCharsets.US_ASCII);
        bytes[at] = (byte) other;
        return bytes;
    }
}
