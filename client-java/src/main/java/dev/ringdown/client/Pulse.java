package dev.ringdown.client;

/**
 * Whether a socket lives: what comes on it, how long nothing may come, and whether the machine has slept meanwhile. Confined to
 * its loop.
 */
final class Pulse {
    /** How often it is looked whether all is well: a machine that has slept is noticed so soon. */
    private static final long TICK_MILLIS = 1_000;

    /** A timer that is later than this has slept, or stood still. */
    private static final long LATE_MILLIS = 2_000;

    /** A socket that may be dead has so long to answer. */
    static final long PROBE_MILLIS = 2_000;

    /** Who is told what the pulse says. */
    interface Listener {
        /** The machine has slept, and its sockets may be dead. */
        void onWake();

        /**
         * Nothing comes any more.
         *
         * @param wasAsked whether the socket was asked for a sign of life
         */
        void onSilence(String reason, boolean wasAsked);
    }

    private final Loop loop;
    private final Listener listener;
    private final Timers timers;
    private long heardAtMillis;

    /** Silence after which the socket is given up. */
    private long patienceMillis;

    /** Whether the socket was asked whether it lives. */
    private boolean isProbing;

    /** Counts what was begun, so that what was stopped does not go on. */
    private int beginning;

    Pulse(Loop loop, Listener listener) {
        this.loop = loop;
        this.listener = listener;
        this.timers = new Timers(loop);
    }

    /** Something has come. */
    void heard() {
        heardAtMillis = loop.nowMillis();
        isProbing = false;
    }

    /** From now on something comes again and again within this time. */
    void expect(long millis) {
        stop();
        heard();
        patienceMillis = millis;
        watch();
    }

    private void watch() {
        until(heardAtMillis + patienceMillis, () -> {
            if (loop.nowMillis() >= heardAtMillis + patienceMillis) {
                listener.onSilence("nothing came for " + patienceMillis + " ms", false);
            } else {
                watch();
            }
        });
    }

    /** Does something after a wait. */
    void after(long millis, Runnable task) {
        until(loop.nowMillis() + millis, task);
    }

    /** Looks every second whether the machine has slept, which may end it. */
    private void until(long atMillis, Runnable task) {
        long waitMillis = Math.max(0, Math.min(atMillis - loop.nowMillis(), TICK_MILLIS));
        long dueMillis = loop.dateMillis() + waitMillis;
        int begun = beginning;
        timers.after(waitMillis, () -> {
            if (loop.dateMillis() - dueMillis > LATE_MILLIS) {
                listener.onWake();
            }
            if (begun != beginning) {
                return;
            }
            if (loop.nowMillis() < atMillis) {
                until(atMillis, task);
            } else {
                task.run();
            }
        });
    }

    /** Gives the socket up unless something comes on it soon. */
    void probe(Runnable ask) {
        if (isProbing) {
            return;
        }
        isProbing = true;
        ask.run();
        timers.after(PROBE_MILLIS, () -> {
            if (isProbing) {
                listener.onSilence("nothing came for " + PROBE_MILLIS + " ms when asked", true);
            }
        });
    }

    void stop() {
        beginning++;
        isProbing = false;
        timers.cancelAll();
    }
}
