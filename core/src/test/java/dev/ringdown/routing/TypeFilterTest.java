package dev.ringdown.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

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

    @Test
    void aStarElsewhereIsACharacterLikeAnother() {
        TypeFilter filter = TypeFilter.of(List.of("*_hangup", "call*d"));

        assertThat(filter.matches("call_hangup")).isFalse();
        assertThat(filter.matches("call_created")).isFalse();
        assertThat(filter.matches("*_hangup")).isTrue();
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
