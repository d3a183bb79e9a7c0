package dev.ringdown.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody pauses, and then at once. Thread-safe: one lock. */
final class ManualTime implements DemoTime {
    private final List<Duration> pauses = new ArrayList<>();
    private final Runnable duringPause;
    private long nanos;

    ManualTime() {
        this(() -> {});
    }

    /** @param duringPause runs in every pause */
    ManualTime(Runnable duringPause) {
        this.duringPause = duringPause;
    }

    @Override
    public synchronized Instant now() {
        return Told.OPENING.plusNanos(nanos);
    }

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public void pause(long pauseNanos) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            pauses.add(Duration.ofNanos(pauseNanos));
            nanos += Math.max(0, pauseNanos);
        }
        duringPause.run();
    }

    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
