package dev.ringdown.replica;

/** A record after which a log that is open cannot go on; the message says why, and what to do. */
final class LogEndsException extends Exception {
    private static final long serialVersionUID = 1L;

    LogEndsException(String message) {
        super(message);
    }
}
