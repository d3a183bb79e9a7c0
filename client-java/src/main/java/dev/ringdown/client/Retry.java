package dev.ringdown.client;

/** When a carrier tries again after it has lost a socket. Confined to its loop. */
final class Retry {
    /** A session that lasted so long was a good one: the next wait is short again. */
    private static final long STABLE_MILLIS = 10_000;

    private static final long AGAIN_MILLIS = 1_000;
    private static final long NOT_ASKED = -1;

    private final Backoff backoff;
    private final Loop loop;
    private long welcomedAtMillis;

    /** When {@code closing} wants the client back. */
    private long backAtMillis = NOT_ASKED;

    private boolean isAppointed;

    Retry(Backoff backoff, Loop loop) {
        this.backoff = backoff;
        this.loop = loop;
    }

    /** A session has begun. */
    void welcomed() {
        welcomedAtMillis = loop.nowMillis();
        backAtMillis = NOT_ASKED;
    }

    /** The server wants the client back so much later. */
    void closing(long reconnectMillis) {
        backAtMillis = loop.nowMillis() + reconnectMillis;
    }

    /** The session has ended; returns whether it was a good one. */
    boolean ended() {
        boolean wasStable = loop.nowMillis() - welcomedAtMillis >= STABLE_MILLIS;
        if (wasStable) {
            backoff.reset();
        }
        return wasStable;
    }

    /**
     * How long to wait before the next attempt: as long as the server has asked for, or else a random time.
     *
     * @param atOnce not at all, unless the server has asked
     */
    long nextMillis(Ending ending, boolean atOnce) {
        isAppointed = backAtMillis != NOT_ASKED;
        if (backAtMillis != NOT_ASKED) {
            long left = backAtMillis - loop.nowMillis();
            backAtMillis = NOT_ASKED;
            return Math.max(0, left);
        }
        return atOnce ? 0 : ending.retryAfterMillis() + backoff.nextMillis(); // not all clients at the same moment
    }

    /** Whether the server has chosen the time of the next attempt. */
    boolean isAppointed() {
        return isAppointed;
    }

    /** How long to wait before something is asked again on the same socket. */
    long againMillis() {
        return AGAIN_MILLIS + backoff.nextMillis();
    }
}
