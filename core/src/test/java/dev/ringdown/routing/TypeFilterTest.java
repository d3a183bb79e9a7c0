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
}
