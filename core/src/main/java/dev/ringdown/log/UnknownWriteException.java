package dev.ringdown.log;

import java.io.IOException;

/**
 * It is not known whether entries were kept. The store that throws it has said so to operators, and takes nothing more until
 * it knows: by then they are not there, or the process has ended.
 */
public final class UnknownWriteException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnknownWriteException(String message, Throwable cause) {
        super(message, cause);
    }
}
