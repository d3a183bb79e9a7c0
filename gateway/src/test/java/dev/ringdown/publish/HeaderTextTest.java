package dev.ringdown.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.event.InvalidEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTextTest {
    /** The first is the specification's own example (section 3.1.3.2). */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            Euro%20%E2%82%AC%20%F0%9F%98%80 | Euro € 😀
            plain                           | plain
            a+b                             | a+b
            a b                             | a b
            %41%4a%4A                       | AJJ
            100%25                          | 100%
            %22                             | "
            "quoted"                        | quoted
            "two words"                     | two words
            "a\\"b\\\\c\\d"                 | a"b\\cd
            "100%25 of \\%41"               | 100% of A
            ""                              | ``
            say"hi"                         | say"hi"
            """)
    void aValueIsUnquotedAndThenDecodedOnce(String value, String text) throws InvalidEventException {
        assertThat(HeaderText.decoded("ce-note", value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            %        | a broken percent-encoding (expected: % and two hex digits)
            a%       | a broken percent-encoding (expected: % and two hex digits)
            %2       | a broken percent-encoding (expected: % and two hex digits)
            %zz      | a broken percent-encoding (expected: % and two hex digits)
            %+1      | a broken percent-encoding (expected: % and two hex digits)
            %u20AC   | a broken percent-encoding (expected: % and two hex digits)
            %C0%A0   | percent-encoded bytes that are not UTF-8 (expected: UTF-8)
            %E2%82   | percent-encoded bytes that are not UTF-8 (expected: UTF-8)
            %ED%A0%80 | percent-encoded bytes that are not UTF-8 (expected: UTF-8)
            %FF      | percent-encoded bytes that are not UTF-8 (expected: UTF-8)
            é        | bytes that are no printable ASCII (expected: percent-encoding)
            DEL      | bytes that are no printable ASCII (expected: percent-encoding)
            "open    | a broken quoted-string (expected: one that ends with its value)
            "a" b    | a broken quoted-string (expected: one that ends with its value)
            "a\\"    | a broken quoted-string (expected: one that ends with its value)
            "        | a broken quoted-string (expected: one that ends with its value)
            """)
    void aValueThatIsNotEncodedSoIsRefused(String value, String message) {
        assertThatThrownBy(() -> HeaderText.decoded("ce-note", value.replace("DEL", "\u007f")))
                .isInstanceOf(InvalidEventException.class)
                .hasMessage("ce-note: " + message);
    }

    @Test
    void aLongValueIsDecoded() throws InvalidEventException {
        assertThat(HeaderText.decoded("ce-note", "%C3%A9".repeat(500))).isEqualTo("é".repeat(500));
    }
}
