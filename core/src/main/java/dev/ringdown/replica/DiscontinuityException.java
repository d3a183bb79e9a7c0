package dev.ringdown.replica;

import java.io.IOException;

/** What a node's store has applied and what its journal has do not go together; the message says how. */
public final class DiscontinuityException extends IOException {
    private static final long serialVersionUID = 1L;

    DiscontinuityException(String message) {
        super(message);
    }
}
