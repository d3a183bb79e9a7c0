package dev.ringdown.server;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Answer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that takes some making, and so is made once for everybody who asks within some time, or while it is being
 * made. Thread-safe: one lock, which is not held while it is made.
 */
final class SharedAnswer implements Supplier<CompletionStage<Answer>> {
    private final Supplier<Answer> making;
    private final Executor executor;
    private final long holdsNanos;
    private final LongSupplier nanoTime;

    private @Nullable CompletableFuture<Answer> made;
    private long madeNanos;

    /**
     * @param executor where it is made, so that nobody else waits; one of them at a time
     * @param holds for how long an answer is everybody's, from when it was asked for; zero: until it is there
     */
    SharedAnswer(Supplier<Answer> making, Executor executor, Duration holds, LongSupplier nanoTime) {
        this.making = requireNonNull(making, "making");
        this.executor = requireNonNull(executor, "executor");
        this.holdsNanos = holds.toNanos();
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public synchronized CompletionStage<Answer> get() {
        long now = nanoTime.getAsLong();
        if (made == null || made.isDone() && now - madeNanos >= holdsNanos) {
            made = CompletableFuture.supplyAsync(making, executor);
            madeNanos = now;
        }
        return made;
    }
}
