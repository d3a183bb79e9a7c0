package dev.ringdown.admin;

/** The event loops have not answered in time; nothing is wrong with the question. */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    NoAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
