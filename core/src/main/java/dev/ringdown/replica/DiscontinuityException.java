package dev.ringdown.replica;

import java.io.IOException;

/**
 * What a node's store has applied and what its journal has do not go together; the message says how. The node can go on with an
 * empty store, see {@link ReplicatedLog#noteFormer}, or with a copy of another node's.
 */
public final class DiscontinuityException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long formerEpoch;

    DiscontinuityException(String message, long formerEpoch) {
        super(message);
        this.formerEpoch = formerEpoch;
    }

    /** The newest epoch of which clients may have positions; to be noted in the store that takes the place of this one. */
    public long formerEpoch() {
        return formerEpoch;
    }
}
