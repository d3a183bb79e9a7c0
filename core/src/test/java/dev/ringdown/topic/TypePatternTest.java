package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TypePatternTest {
    private static final String LONGEST = "c".repeat(128);

    @ParameterizedTest
    @ValueSource(strings = {"*", "c", "c*", "*c", "*c*", "Call_Hangup.v-2"})
    void aTypeMayHaveAStarAtEitherEnd(String text) {
        assertThat(TypePattern.isPattern(text)).isTrue();
        assertThat(new TypePattern(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "**", "***", "c**", "**c", "c*d", "call hangup", "call:1", "\u00e4"})
    void whatNoTypeCanLookLikeIsNoPattern(String text) {
        assertThat(TypePattern.isPattern(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TypePattern(text))
                .withMessage("type: " + text + " (expected: 1 to 128 of A-Z a-z 0-9 . _ -, with a * before or behind)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*"})
    void aPatternIsNoLongerThanATypeWithoutItsStars(String star) {
        assertThat(TypePattern.isPattern(LONGEST + star)).isTrue();
        assertThat(TypePattern.isPattern("*" + LONGEST + star)).isTrue();
        assertThat(TypePattern.isPattern(LONGEST + "c" + star)).isFalse();
        assertThat(TypePattern.isPattern("*" + LONGEST + "c" + star)).isFalse();
    }

    @Test
    void aTypeOrBeginningHasAStarAtItsEndOrNone() {
        assertThat(TypePattern.isTypeOrBeginning(LONGEST)).isTrue();
        assertThat(TypePattern.isTypeOrBeginning(LONGEST + "*")).isTrue();
        assertThat(TypePattern.isTypeOrBeginning(LONGEST + "c*")).isFalse();
        assertThat(TypePattern.isTypeOrBeginning("*c")).isFalse();
        assertThat(TypePattern.isTypeOrBeginning("*")).isFalse();
        assertThat(TypePattern.isTypeOrBeginning("")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "call_hangup, call_hangup, true",
        "call_hangup, call_hangups, false",
        "call_hangup, xcall_hangup, false",
        "call_*,      call_hangup, true",
        "call_*,      call_, true",
        "call_*,      call, false",
        "call_*,      recall_hangup, false",
        "*_hangup,    call_hangup, true",
        "*_hangup,    _hangup, true",
        "*_hangup,    hangup, false",
        "*_hangup,    call_hangups, false",
        "*_han*,      call_hangup, true",
        "*_han*,      _han, true",
        "*_han*,      call_held, false",
        "*,           anything, true"
    })
    void aStarStandsForAnyTextAtItsEnd(String pattern, String type, boolean matches) {
        assertThat(new TypePattern(pattern).matches(type)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "call_hangup, call_hangup, true",
        "call_hangup, call_held, false",
        "call_hangup, call_*, true",
        "call_hangup, chat_*, false",
        "call_hangup, *_hangup, true",
        "call_hangup, *_held, false",
        "call_*,      call_h*, true",
        "call_*,      chat_*, false",
        "c*,          d*, false",
        "c*,          *d, true",
        "c*,          *d*, true",
        "*c,          *d*, true",
        "*,           call_hangup, true",
        "*,           call_*, true"
    })
    void twoOverlapIfThereCanBeATypeThatBothMean(String one, String other, boolean overlap) {
        assertThat(new TypePattern(one).overlaps(new TypePattern(other))).isEqualTo(overlap);
        assertThat(new TypePattern(other).overlaps(new TypePattern(one))).isEqualTo(overlap);
    }

    @Test
    void onlyALoneStarMeansEveryTypeAndOnlyATextWithoutOneMeansASingleType() {
        assertThat(TypePattern.ANY.isAny()).isTrue();
        assertThat(new TypePattern("*").isAny()).isTrue();
        assertThat(new TypePattern("c*").isAny()).isFalse();
        assertThat(new TypePattern("c").isExact()).isTrue();
        assertThat(new TypePattern("c*").isExact()).isFalse();
        assertThat(new TypePattern("*c").isExact()).isFalse();
        assertThat(TypePattern.ANY.isExact()).isFalse();
    }
}
