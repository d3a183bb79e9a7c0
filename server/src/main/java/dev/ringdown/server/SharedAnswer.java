package dev.ringdown.server;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that takes some making, and so is made once for everybody who asks within some time. Thread-safe: one lock,
 * under which it is made.
 */
final class SharedAnswer implements Supplier<Answer> {
    private final Supplier<Answer> making;
    private final long holdsNanos;
    private final LongSupplier nanoTime;

    private @Nullable Answer made;
    private long madeNanos;

    /** @param holds for how long an answer is everybody's; zero: it is made for each */
    SharedAnswer(Supplier<Answer> making, Duration holds, LongSupplier nanoTime) {
        this.making = requireNonNull(making, "making");
        this.holdsNanos = holds.toNanos();
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public synchronized Answer get() {
        long now = nanoTime.getAsLong();
        if (made == null || now - madeNanos >= holdsNanos) {
            made = making.get();
            madeNanos = now;
        }
        return made;
    }
}
