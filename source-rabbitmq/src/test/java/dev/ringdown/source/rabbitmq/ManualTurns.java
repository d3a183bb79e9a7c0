package dev.ringdown.source.rabbitmq;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** Turns that the test takes, and a clock that it moves. Confined to the test's thread. */
final class ManualTurns implements Turns {
    private record Later(long dueNanos, long number, Runnable turn) {}

    private final Queue<Runnable> offered = new ArrayDeque<>();
    private final PriorityQueue<Later> later =
            new PriorityQueue<>(Comparator.comparingLong(Later::dueNanos).thenComparingLong(Later::number));
    private long nanos;
    private long number;
    private boolean ended;

    @Override
    public void execute(Runnable turn) {
        if (!ended) {
            offered.add(turn);
        }
    }

    @Override
    public void after(Duration delay, Runnable turn) {
        if (!ended) {
            later.add(new Later(nanos + delay.toNanos(), number++, turn));
        }
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void end() {
        ended = true;
    }

    /** Takes every turn that is there, and those that they offer. */
    void run() {
        for (Runnable turn = offered.poll(); turn != null; turn = offered.poll()) {
            turn.run();
        }
    }

    /** Lets time pass, with every turn in it. */
    void pass(Duration time) {
        long until = nanos + time.toNanos();
        run();
        while (!later.isEmpty() && later.peek().dueNanos <= until) {
            Later next = later.remove();
            nanos = next.dueNanos;
            next.turn.run();
            run();
        }
        nanos = until;
    }
}
