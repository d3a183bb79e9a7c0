package dev.ringdown.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On an executor with room for five, which the test turns. */
class FairExecutorTest {
    private final Queue<Runnable> queue = new ArrayDeque<>();
    private final FairExecutor<String> fair = new FairExecutor<>(this::offer);
    private final List<String> done = new ArrayList<>();

    private void offer(Runnable turn) {
        if (queue.size() == 5) {
            throw new RejectedExecutionException("full");
        }
        queue.add(turn);
    }

    @AfterEach
    void nothingIsLeftBehind() {
        runAll();
        assertThat(fair.waiting()).isZero();
    }

    @Test
    void anOwnersTasksRunInTheirOrder() {
        add("a", "a1", "a2", "a3");

        runAll();

        assertThat(done).containsExactly("a1", "a2", "a3");
    }

    @Test
    void whoHasOneWaitsForOneOfEachOther() {
        add("a", "a1", "a2", "a3");
        add("b", "b1");
        add("c", "c1");

        runAll();

        assertThat(done).containsExactly("a1", "b1", "c1", "a2", "a3");
    }

    @Test
    void whoComesLaterIsBehindTheOwnersThatWait() {
        add("a", "a1", "a2");
        add("b", "b1");
        queue.remove().run();
        add("c", "c1");

        runAll();

        assertThat(done).containsExactly("a1", "b1", "a2", "c1");
    }

    @Test
    void whatTheExecutorRefusesIsNotDone() {
        add("a", "a1", "a2", "a3", "a4", "a5");

        assertThatThrownBy(() -> add("a", "a6")).isInstanceOf(RejectedExecutionException.class);
        assertThatThrownBy(() -> add("b", "b1")).isInstanceOf(RejectedExecutionException.class);

        runAll();
        assertThat(done).containsExactly("a1", "a2", "a3", "a4", "a5");
    }

    @Test
    void aTaskMayAddAnother() {
        fair.execute("a", () -> add("a", "a2"));

        runAll();

        assertThat(done).containsExactly("a2");
    }

    private void add(String owner, String... tasks) {
        for (String task : tasks) {
            fair.execute(owner, () -> done.add(task));
        }
    }

    private void runAll() {
        while (!queue.isEmpty()) {
            queue.remove().run();
        }
    }
}
