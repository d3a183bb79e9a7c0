package dev.ringdown.cli;

/**
 * An action that Ctrl-C, or a request of the system to end, runs before the process ends. It runs on a thread of its
 * own, and the process waits for it. Thread-safe: the JVM keeps it.
 */
final class CtrlC {
    private final Thread hook;

    private CtrlC(Thread hook) {
        this.hook = hook;
    }

    static CtrlC runs(Runnable action) {
        CtrlC ctrlC = new CtrlC(new Thread(action, "ctrl-c"));
        Runtime.getRuntime().addShutdownHook(ctrlC.hook);
        return ctrlC;
    }

    /** From now on Ctrl-C ends the process at once. */
    void release() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // Ctrl-C came at the same moment; the process is ending anyway
        }
    }
}
