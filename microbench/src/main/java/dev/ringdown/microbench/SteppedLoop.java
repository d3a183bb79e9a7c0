package dev.ringdown.microbench;

import dev.ringdown.fanout.Loop;
import dev.ringdown.fanout.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An event loop whose tasks run one by one, when the benchmark says so. Confined to the benchmark's thread. */
public final class SteppedLoop implements Loop {
    private final Turns turns = new Turns(this);

    /** The task that waits longest; mostly there is no other, and then a queue would be most of what is measured. */
    private @Nullable Runnable first;

    private final Deque<Runnable> others = new ArrayDeque<>();

    @Override
    public boolean inEventLoop() {
        return true;
    }

    @Override
    public void execute(Runnable next) {
        if (first == null) {
            first = next;
        } else {
            others.add(next);
        }
    }

    @Override
    public void executeAfterSockets(Runnable next) {
        execute(next);
    }

    @Override
    public Turns turns() {
        return turns;
    }

    /** Nothing is ever due: a benchmark waits for nothing. */
    @Override
    public Runnable after(Duration time, Runnable next) {
        return () -> {};
    }

    /** Runs the task that waits longest; false if there is none. */
    public boolean runOne() {
        Runnable next = first;
        if (next == null) {
            return false;
        }
        first = others.poll();
        next.run();
        return true;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
