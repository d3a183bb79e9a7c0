package dev.ringdown.bench.load;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Waits on the main thread for something to be complete, as long as there is progress. */
public final class Patience {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A question to a loop. */
    public interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    private Patience() {}

    /** Returns whether it was completed; false if nothing came for ten seconds. */
    public static boolean until(Question<Boolean> complete, Question<Long> progress)
            throws IOException, InterruptedException {
        long seen = -1;
        long quietSinceNanos = System.nanoTime();
        while (!complete.ask()) {
            long now = progress.ask();
            if (now != seen) {
                seen = now;
                quietSinceNanos = System.nanoTime();
            } else if (System.nanoTime() - quietSinceNanos > QUIET_NANOS) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return true;
    }
}
