package dev.ringdown.log;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The thread on which a log takes its turns once it was started; until then whoever calls for one takes it. Thread-safe.
 *
 * <p>Whoever has something for it says {@link #wake} after that is to be seen. The thread first {@linkplain #look clears} what
 * was said and then looks, so nothing is said in vain.
 */
public final class LogThread {
    private final String name;

    private volatile @Nullable Thread thread; // null until it is started
    private volatile boolean woken;

    /** @param name of the thread */
    public LogThread(String name) {
        this.name = name;
    }

    /** Starts the thread, once. */
    public void start(Runnable turns) {
        if (thread != null) {
            throw new IllegalStateException("the log was started before (expected: once)");
        }
        Thread started = new Thread(turns, name);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    /** Whether there is a thread, or was one. */
    public boolean isStarted() {
        return thread != null;
    }

    /** There is something for the thread. */
    public void wake() {
        if (!woken) {
            woken = true;
            LockSupport.unpark(thread);
        }
    }

    /** Only the thread calls this: it is going to look at everything there may be for it. */
    public void look() {
        woken = false;
    }

    /** Only the thread calls this: it waits until it is woken, or was since it looked, or for so long; sometimes less. */
    public void await(long maxNanos) {
        if (!woken) {
            LockSupport.parkNanos(this, maxNanos);
        }
    }

    /** Interrupts the thread, if it was started. */
    void interrupt() {
        Thread started = thread;
        if (started != null) {
            started.interrupt();
        }
    }

    /** Waits until the thread has ended; at once if it was never started. */
    public void join() {
        Thread started = thread;
        boolean interrupted = false;
        while (started != null && started.isAlive()) {
            try {
                started.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
