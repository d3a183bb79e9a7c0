package dev.ringdown.demo;

import static java.util.Objects.requireNonNull;

import java.util.Comparator;
import java.util.PriorityQueue;

/** Steps that wait for their moment, and the virtual time that they make pass. Confined to the thread of its world. */
final class Schedule {
    private final PriorityQueue<Step> steps =
            new PriorityQueue<>(Comparator.comparingLong(Step::atNanos).thenComparingLong(Step::number));

    private long nowNanos;
    private long stepsPlanned;

    private record Step(long atNanos, long number, Runnable action) {}

    /** Virtual time since the beginning. */
    long nowNanos() {
        return nowNanos;
    }

    /** Plans a step; of several at the same moment the one planned first runs first. */
    void after(long delayNanos, Runnable action) {
        requireNonNull(action, "action");
        if (delayNanos < 0) {
            throw new IllegalArgumentException("delayNanos: " + delayNanos + " (expected: 0 or more)");
        }
        steps.add(new Step(nowNanos + delayNanos, stepsPlanned++, action));
    }

    /** Lets time pass up to the next step and runs it; there must be one. */
    void runNext() {
        Step step = steps.remove();
        nowNanos = step.atNanos();
        step.action().run();
    }
}
