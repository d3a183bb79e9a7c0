package dev.ringdown.replica;

import java.io.IOException;

/**
 * The journal has dropped records that a node's store would need; the message says which. Other nodes have applied them, so the
 * node needs a copy of another one's store: alone it would count otherwise than they do.
 */
public final class RecordsGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    private final long formerEpoch;

    RecordsGoneException(String message, long formerEpoch) {
        super(message);
        this.formerEpoch = formerEpoch;
    }

    /**
     * The newest epoch of a log that stood here before and could not go on, of which clients may have positions, and which a copy
     * would know nothing of; 0 if none did.
     */
    public long formerEpoch() {
        return formerEpoch;
    }
}
