package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The type String of CloudEvents 1.0. */
class AttributeTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "\ud83d\ude00",
                "a\ud83d\ude00b",
                " ~",
                "\u00a0",
                "\ud7ff\ue000",
                "\ufdcf\ufdf0\ufffd",
                "\udbff\udffd"
            })
    void aTextMayHaveWhateverIsACharacter(String value) {
        assertThat(AttributeText.faultOf(value)).isNull();
    }

    /** Of a pair of surrogates each half alone is no text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\ud83d",
                "\ude00",
                "\ud83d\ud83d",
                "a\ud83d",
                "\ude00\ud83d",
                "\ud83d\ude00\ude00",
                "\ud83d\ude00\ud83da"
            })
    void surrogatesComeInPairs(String value) {
        assertThat(AttributeText.faultOf(value)).isEqualTo("half of a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "a\n", "\u001f", "\u007f", "\u0080", "\u009f", "\ud83d\ude00\u0085"})
    void controlCharactersAreNone(String value) {
        assertThat(AttributeText.faultOf(value)).isEqualTo("a control character");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\ufdd0", "\ufdef", "\ufffe", "\uffff", "\ud83f\udffe", "\udbff\udfff"})
    void codePointsThatAreNoCharactersAreNone(String value) {
        assertThat(AttributeText.faultOf(value)).isEqualTo("a code point that is no character");
    }
}
