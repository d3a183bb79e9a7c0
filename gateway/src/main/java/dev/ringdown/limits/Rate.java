package dev.ringdown.limits;

import dev.ringdown.protocol.Limit;

/**
 * Something that clients make the gateway do, so much of it a second in the long run. There is a limit for one session, the
 * sessions of one holder, those of one customer, and all of the node; each may use {@link #BURST_SECONDS} seconds' worth
 * at once.
 */
public enum Rate implements Budget {
    /** Frames that clients send, of every kind, empty ones too. */
    FRAMES(Limit.FRAMES, Limit.FRAMES_PER_IDENTITY, Limit.FRAMES_PER_CUSTOMER, Limit.FRAMES_PER_NODE),
    /** Bytes of those frames. */
    FRAME_BYTES(
            Limit.FRAME_BYTES,
            Limit.FRAME_BYTES_PER_IDENTITY,
            Limit.FRAME_BYTES_PER_CUSTOMER,
            Limit.FRAME_BYTES_PER_NODE),
    /** Microseconds for which the log is read and searched for clients. */
    READER_MICROS(
            Limit.READER_MICROS,
            Limit.READER_MICROS_PER_IDENTITY,
            Limit.READER_MICROS_PER_CUSTOMER,
            Limit.READER_MICROS_PER_NODE);

    /** How many seconds' worth may be used at once. */
    public static final int BURST_SECONDS = 5;

    static final long BURST_NANOS = BURST_SECONDS * 1_000_000_000L;

    static final int COUNT = values().length;

    private final Limits limits;

    Rate(Limit session, Limit holder, Limit customer, Limit node) {
        limits = new Limits(session, holder, customer, node);
    }

    @Override
    public Limits limits() {
        return limits;
    }
}
