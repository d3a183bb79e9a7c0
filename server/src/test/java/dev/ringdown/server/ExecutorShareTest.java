package dev.ringdown.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** A share of two tasks. */
class ExecutorShareTest {
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final Executor share = new ExecutorShare(waiting::add, 2);
    private int done;

    @Test
    void aTaskMoreThanItsShareIsRefused() {
        share.execute(() -> done++);
        share.execute(() -> done++);

        assertThatThrownBy(() -> share.execute(() -> done++)).isInstanceOf(RejectedExecutionException.class);
        assertThat(waiting).hasSize(2);
    }

    @Test
    void aTaskThatIsDoneLeavesItsPlace() {
        share.execute(() -> done++);
        share.execute(() -> {
            throw new IllegalStateException("a bug");
        });
        waiting.remove().run();
        assertThatThrownBy(waiting.remove()::run).hasMessage("a bug");

        share.execute(() -> done++);
        share.execute(() -> done++);

        assertThat(waiting).hasSize(2);
        assertThat(done).isOne();
    }

    @Test
    void aTaskThatTheWholeRefusesTakesNoPlace() {
        boolean[] full = {true};
        Executor ofFull = new ExecutorShare(
                task -> {
                    if (full[0]) {
                        throw new RejectedExecutionException("full");
                    }
                    waiting.add(task);
                },
                1);
        assertThatThrownBy(() -> ofFull.execute(() -> done++)).hasMessage("full");
        full[0] = false;

        ofFull.execute(() -> done++);

        assertThat(waiting).hasSize(1);
    }
}
