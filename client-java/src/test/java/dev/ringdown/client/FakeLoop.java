package dev.ringdown.client;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Queue;

/** A loop whose thread is the test's, and a clock that stands still until the test moves it. Confined to its test. */
final class FakeLoop implements Loop {
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final PriorityQueue<Due> timers =
            new PriorityQueue<>(Comparator.comparingLong(Due::atMillis).thenComparingLong(Due::number));
    private long nowMillis = 1_000_000;
    private long sleptMillis;
    private long scheduled;

    private record Due(long atMillis, long number, Runnable task) {}

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void execute(Runnable task) {
        tasks.add(task);
    }

    @Override
    public Timer schedule(Runnable task, long millis) {
        Due due = new Due(nowMillis + millis, scheduled++, task);
        timers.add(due);
        return () -> timers.remove(due);
    }

    @Override
    public long nowMillis() {
        return nowMillis;
    }

    @Override
    public long dateMillis() {
        return nowMillis + sleptMillis;
    }

    /** The machine sleeps: no timer is due, and only the wall clock goes on. It may also be set back. */
    void sleep(long millis) {
        sleptMillis += millis;
    }

    /** Lets everything happen that needs no time. */
    void settle() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    void advance(long millis) {
        long end = nowMillis + millis;
        settle();
        for (Due due = timers.peek(); due != null && due.atMillis <= end; due = timers.peek()) {
            timers.remove();
            nowMillis = due.atMillis;
            due.task.run();
            settle();
        }
        nowMillis = end;
    }
}
