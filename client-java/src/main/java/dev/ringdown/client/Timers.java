package dev.ringdown.client;

import java.util.HashSet;
import java.util.Set;

/** What is due later, as long as a socket or a wait lasts: cancelled together. Confined to its loop. */
final class Timers {
    private final Loop loop;
    private final Set<Loop.Timer> timers = new HashSet<>();

    /** One of them: it leaves the set before it happens. */
    private final class Due implements Runnable {
        private final Runnable task;
        private final Loop.Timer timer;

        Due(Runnable task, long millis) {
            this.task = task;
            this.timer = loop.schedule(this, millis);
        }

        @Override
        public void run() {
            if (timers.remove(timer)) { // else it was cancelled when it was about to run
                task.run();
            }
        }
    }

    Timers(Loop loop) {
        this.loop = loop;
    }

    void after(long millis, Runnable task) {
        timers.add(new Due(task, millis).timer);
    }

    void cancelAll() {
        timers.forEach(Loop.Timer::cancel);
        timers.clear();
    }
}
