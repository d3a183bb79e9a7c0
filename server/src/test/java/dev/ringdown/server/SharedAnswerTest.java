package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** An answer is everybody's for a second. */
class SharedAnswerTest {
    private static final long SECOND = 1_000_000_000;

    private long now = Long.MAX_VALUE - SECOND / 2; // a clock that passes its end is a clock all the same
    private int made;
    private final SharedAnswer answer = sharedFor(Duration.ofSeconds(1), Runnable::run);

    private SharedAnswer sharedFor(Duration holds, Executor executor) {
        return new SharedAnswer(this::make, executor, holds, () -> now);
    }

    private Answer make() {
        made++;
        return Answer.text(200, "scrape " + made);
    }

    @Test
    void whoeverAsksWithinASecondGetsTheSameBytes() {
        byte[] first = body(answer.get());

        now += SECOND - 1;

        assertThat(body(answer.get())).isSameAs(first);
        assertThat(made).isOne();
    }

    @Test
    void afterASecondItIsMadeAnew() {
        answer.get();

        now += SECOND;

        assertThat(body(answer.get())).asString().isEqualTo("scrape 2");
        assertThat(made).isEqualTo(2);
    }

    @Test
    void whoeverAsksWhileItIsMadeWaitsForTheSame() {
        ArrayDeque<Runnable> tasks = new ArrayDeque<>();
        SharedAnswer slow = sharedFor(Duration.ofSeconds(1), tasks::add);
        CompletionStage<Answer> first = slow.get();
        now += SECOND;
        CompletionStage<Answer> second = slow.get();
        assertThat(first.toCompletableFuture()).isNotDone();

        tasks.remove().run();

        assertThat(tasks).isEmpty();
        assertThat(body(second)).isSameAs(body(first));
    }

    @Test
    void withoutATimeItIsMadeForEach() {
        SharedAnswer forEach = sharedFor(Duration.ZERO, Runnable::run);

        forEach.get();
        forEach.get();

        assertThat(made).isEqualTo(2);
    }

    private static byte[] body(CompletionStage<Answer> stage) {
        return stage.toCompletableFuture().getNow(Answer.text(500, "not there")).body();
    }
}
