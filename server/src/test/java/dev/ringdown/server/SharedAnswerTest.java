package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** An answer is everybody's for a second. */
class SharedAnswerTest {
    private static final long SECOND = 1_000_000_000;

    private long now = Long.MAX_VALUE - SECOND / 2; // a clock that passes its end is a clock all the same
    private int made;
    private final SharedAnswer answer = new SharedAnswer(this::make, Duration.ofSeconds(1), () -> now);

    private Answer make() {
        made++;
        return Answer.text(200, "scrape " + made);
    }

    @Test
    void whoeverAsksWithinASecondGetsTheSameBytes() {
        Answer first = answer.get();

        now += SECOND - 1;

        assertThat(answer.get().body()).isSameAs(first.body());
        assertThat(made).isOne();
    }

    @Test
    void afterASecondItIsMadeAnew() {
        answer.get();

        now += SECOND;

        assertThat(answer.get().body()).asString().isEqualTo("scrape 2");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void withoutATimeItIsMadeForEach() {
        SharedAnswer forEach = new SharedAnswer(this::make, Duration.ZERO, () -> now);

        forEach.get();
        forEach.get();

        assertThat(made).isEqualTo(2);
    }
}
