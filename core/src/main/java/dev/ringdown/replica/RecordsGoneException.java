package dev.ringdown.replica;

import java.io.IOException;

/**
 * The journal has dropped records that a node's store would need; the message says which. Other nodes have applied them, so the
 * node needs a copy of another one's store: alone it would count otherwise than they do.
 */
public final class RecordsGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    RecordsGoneException(String message) {
        super(message);
    }
}
