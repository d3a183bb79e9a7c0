package dev.ringdown.microbench;

import dev.ringdown.fanout.Loop;
import dev.ringdown.fanout.Turns;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** An event loop whose tasks run one by one, when the benchmark says so. Confined to the benchmark's thread. */
public final class SteppedLoop implements Loop {
    private final Turns turns = new Turns(this);
    private final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public boolean inEventLoop() {
        return true;
    }

    @Override
    public void execute(Runnable next) {
        tasks.add(next);
    }

    @Override
    public void executeAfterSockets(Runnable next) {
        tasks.add(next);
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
        Runnable next = tasks.poll();
        if (next == null) {
            return false;
        }
        next.run();
        return true;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
