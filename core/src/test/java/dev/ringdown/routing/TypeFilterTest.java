package dev.ringdown.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TypeFilterTest {
    @Test
    void aTypeMatchesItselfOnly() {
        TypeFilter filter = TypeFilter.of(List.of("call_hangup"));

        assertThat(filter.matches("call_hangup")).isTrue();
        assertThat(filter.matches("call_hangups")).isFalse();
        assertThat(filter.matches("call_hang")).isFalse();
        assertThat(filter.matches("Call_hangup")).isFalse();
    }

    @Test
    void aStarAtTheEndMatchesWhatBeginsSo() {
        TypeFilter filter = TypeFilter.of(List.of("call_*"));

        assertThat(filter.matches("call_hangup")).isTrue();
        assertThat(filter.matches("call_")).isTrue();
        assertThat(filter.matches("callback_created")).isFalse();
        assertThat(filter.matches("recall_created")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "*_hangup", "call*d", "call_**", "call hangup", "call_\u00e4", "call:1"})
    void whatNoTypeCanLookLikeIsNoPattern(String text) {
        assertThat(TypeFilter.isPattern(text)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> TypeFilter.of(List.of(text)));
    }

    @Test
    void aPatternIsNoLongerThanAType() {
        assertThat(TypeFilter.isPattern("c".repeat(128))).isTrue();
        assertThat(TypeFilter.isPattern("c".repeat(128) + "*")).isTrue();
        assertThat(TypeFilter.isPattern("c".repeat(129))).isFalse();
        assertThat(TypeFilter.isPattern("c".repeat(129) + "*")).isFalse();
    }

    @Test
    void whatAnotherPatternCoversIsLeftOut() {
        assertThat(TypeFilter.of(List.of("call_hangup", "call_h*", "call_*", "call*", "chat_created", "cal"))
                        .patterns())
                .containsExactly("cal", "chat_created", "call*");
        assertThat(TypeFilter.of(List.of("call_hangup", "*"))).isSameAs(TypeFilter.ALL);
    }

    @Test
    void filtersThatAskForTheSameAreEqualHoweverTheyAreWritten() {
        TypeFilter filter = TypeFilter.of(List.of("call_*", "chat_created"));

        assertThat(TypeFilter.of(List.of("chat_created", "call_hangup", "call_*", "call_*")))
                .isEqualTo(filter)
                .hasSameHashCodeAs(filter)
                .isEqualByComparingTo(filter);
        assertThat(TypeFilter.of(List.of("call_*", "chat_created*"))).isNotEqualTo(filter);
        assertThat(TypeFilter.of(List.of("call_", "chat_created"))).isNotEqualTo(filter);
    }

    @Test
    void testsGrowWithTheLogarithmOfThePatterns() {
        List<String> many =
                IntStream.range(0, 100).mapToObj(i -> "call_" + i + "x*").toList();

        assertThat(TypeFilter.of(List.of("call_hangup")).tests()).isEqualTo(1);
        assertThat(TypeFilter.of(List.of("call_hangup", "queue_*", "chat_*")).tests())
                .isEqualTo(3);
        assertThat(TypeFilter.of(many).tests()).isEqualTo(7);
    }

    @Test
    void anyOfSeveralPatternsIsEnough() {
        TypeFilter filter = TypeFilter.of(List.of("call_hangup", "queue_*", "call_hangup"));

        assertThat(filter.matches("call_hangup")).isTrue();
        assertThat(filter.matches("queue_created")).isTrue();
        assertThat(filter.matches("call_created")).isFalse();
    }

    @Test
    void allMatchesEverythingAndNoPatternMatchesNothing() {
        assertThat(TypeFilter.ALL.matches("call_hangup")).isTrue();
        assertThat(TypeFilter.of(List.of("*")).matches("call_hangup")).isTrue();
        assertThat(TypeFilter.of(List.of()).matches("call_hangup")).isFalse();
    }

    @Test
    void itsPatternsAreTheOnesThatItWasMadeOf() {
        assertThat(TypeFilter.of(List.of("chat*", "call_hangup", "call_created"))
                        .patterns())
                .containsExactly("call_created", "call_hangup", "chat*");
        assertThat(TypeFilter.ALL.patterns()).containsExactly("*");
    }

    @Test
    void whatAFilterWeighsGrowsWithItsPatternsAndTheirLength() {
        int nothing = TypeFilter.of(List.of()).bytes();
        int one = TypeFilter.of(List.of("call_hangup")).bytes();

        assertThat(nothing).isPositive();
        assertThat(one).isGreaterThanOrEqualTo(nothing + "call_hangup".length());
        assertThat(TypeFilter.of(List.of("call_hangup_x")).bytes()).isEqualTo(one + 2);
        assertThat(TypeFilter.of(List.of("call_hangup*")).bytes()).isEqualTo(one);
        assertThat(TypeFilter.of(List.of("call_hangup", "chat_hangup*")).bytes())
                .isEqualTo(one + one - nothing);
    }

    @Test
    void filtersOfOneHashHaveAnOrderSoThatTablesOfThemStayFast() {
        TypeFilter first = TypeFilter.of(List.of("Aa"));
        TypeFilter second = TypeFilter.of(List.of("BB"));

        assertThat(first).hasSameHashCodeAs(second).isNotEqualTo(second).isLessThan(second);
        assertThat(second).isGreaterThan(first);
        assertThat(TypeFilter.of(List.of("x", "Aa*"))).isLessThan(TypeFilter.of(List.of("x", "BB*")));
        assertThat(TypeFilter.of(List.of("x", "Aa*"))).isNotEqualTo(TypeFilter.of(List.of("x", "BB*")));
    }

    @Test
    void aFilterIsWrittenAsItsPatterns() {
        assertThat(TypeFilter.of(List.of("chat*", "call_hangup"))).hasToString("[call_hangup, chat*]");
    }

    @Test
    void aFilterIsEqualToNothingElse() {
        assertThat(TypeFilter.of(List.of("call_hangup"))).isNotEqualTo("[call_hangup]");
        assertThat(TypeFilter.of(List.of("call_hangup"))).isNotEqualTo(null);
    }

    @Test
    void aBeginningThatIsATypeItselfMeansThatTypeToo() {
        TypeFilter filter = TypeFilter.of(List.of("call*", "chat*"));

        assertThat(filter.matches("call")).isTrue();
        assertThat(filter.matches("chat")).isTrue();
        assertThat(filter.matches("cal")).isFalse();
        assertThat(filter.matches("aaa")).isFalse();
    }
}
