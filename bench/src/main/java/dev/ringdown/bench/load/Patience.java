package dev.ringdown.bench.load;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits on the main thread for something to be complete, as long as there is progress. */
public final class Patience {
    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(10);

    /** A question to a loop. */
    public interface Question<T> {
        T ask() throws IOException, InterruptedException;
    }

    private Patience() {}

    /** How waiting ended. */
    public enum Ending {
        /** It is complete. */
        COMPLETE,
        /** Nothing came for ten seconds. */
        QUIET,
        /** Something still comes, but the time is over. */
        LATE
    }

    /** Returns whether it was completed; false if nothing came for ten seconds. */
    public static boolean until(Question<Boolean> complete, Question<Long> progress)
            throws IOException, InterruptedException {
        return within(Duration.ofDays(1), complete, progress) == Ending.COMPLETE;
    }

    /** The same, but for no longer than so long. */
    public static Ending within(Duration most, Question<Boolean> complete, Question<Long> progress)
            throws IOException, InterruptedException {
        long beganNanos = System.nanoTime();
        long quietSinceNanos = beganNanos;
        long seen = -1;
        while (!complete.ask()) {
            long now = progress.ask();
            long nanos = System.nanoTime();
            if (now != seen) {
                seen = now;
                quietSinceNanos = nanos;
            } else if (nanos - quietSinceNanos > QUIET_NANOS) {
                return Ending.QUIET;
            }
            if (nanos - beganNanos > most.toNanos()) {
                return Ending.LATE;
            }
            TimeUnit.MILLISECONDS.sleep(5);
        }
        return Ending.COMPLETE;
    }
}
