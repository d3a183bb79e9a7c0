package dev.ringdown.microbench;

import dev.ringdown.fanout.Loop;
import dev.ringdown.fanout.Turns;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An event loop with room for one task, run when the benchmark says so. Confined to the benchmark's thread. */
public final class OneTaskLoop implements Loop {
    private final Turns turns = new Turns(this);
    private @Nullable Runnable task;

    @Override
    public boolean inEventLoop() {
        return true;
    }

    @Override
    public void execute(Runnable next) {
        task = next;
    }

    @Override
    public void executeAfterSockets(Runnable next) {
        task = next;
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

    /** Runs the task that was offered last; false if there is none. */
    public boolean runOne() {
        Runnable next = task;
        task = null;
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
