package dev.ringdown.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.fanout.Loop;
import dev.ringdown.fanout.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;

/**
 * A loop that turns only when the test says so; the test is always "on" it. Confined to the test, but for {@link
 * #execute}, which may be called from anywhere as that of a real one.
 */
public final class ManualLoop implements Loop {
    private static final int MAX_TASKS = 10_000;

    private record Timer(long atNanos, Runnable task) {}

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final List<Timer> timers = new ArrayList<>();

    private final Turns turns = new Turns(this);

    private volatile boolean ended;

    /** A nanosecond clock may be anywhere, so this one soon wraps around. */
    private long nanos = Long.MAX_VALUE - Duration.ofSeconds(3).toNanos();

    @Override
    public boolean inEventLoop() {
        return true;
    }

    /** From now on it takes no tasks, as one that has ended. */
    public void end() {
        ended = true;
    }

    @Override
    public void execute(Runnable task) {
        if (ended) {
            throw new RejectedExecutionException("the loop has ended");
        }
        tasks.add(task);
    }

    /** It has no sockets to look at. */
    @Override
    public void executeAfterSockets(Runnable task) {
        execute(task);
    }

    @Override
    public Turns turns() {
        return turns;
    }

    @Override
    public Runnable after(Duration time, Runnable task) {
        Timer timer = new Timer(nanos + time.toNanos(), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    /** Runs every task, and those that come of them. */
    public void runUntilIdle() {
        for (int run = 0; !isIdle(); run++) {
            assertThat(run).as("tasks of a loop that should become idle").isLessThan(MAX_TASKS);
            runOnce();
        }
    }

    /** Runs the first task alone. */
    public void runOnce() {
        tasks.remove().run();
    }

    public boolean isIdle() {
        return tasks.isEmpty();
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }

    /** Time passes; what is due by then waits for its turn. */
    public void advance(Duration time) {
        nanos += time.toNanos();
        List<Timer> due =
                timers.stream().filter(timer -> timer.atNanos - nanos <= 0).toList();
        timers.removeAll(due);
        due.forEach(timer -> tasks.add(timer.task));
    }

    /** How many tasks wait for their time. */
    public int timers() {
        return timers.size();
    }
}
