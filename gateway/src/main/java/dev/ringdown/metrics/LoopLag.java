package dev.ringdown.metrics;

/** How far the sessions of one event loop are behind, as its last sweep saw it. Thread-safe: the loop writes, anybody reads. */
public final class LoopLag {
    private volatile int sessionsBehind;
    private volatile long greatestLag;

    /**
     * Notes what a sweep has seen.
     *
     * @param behind sessions that get some of what they get from the log
     * @param lag the most entries that the log still has before one of these
     */
    public void seen(int behind, long lag) {
        sessionsBehind = behind;
        greatestLag = lag;
    }

    int sessionsBehind() {
        return sessionsBehind;
    }

    long greatestLag() {
        return greatestLag;
    }
}
