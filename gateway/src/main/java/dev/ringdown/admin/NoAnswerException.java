package dev.ringdown.admin;

import org.jspecify.annotations.Nullable;

/** The event loops have not answered; nothing is wrong with the question. */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String limit;

    /** @param limit the key of the limit that was reached, or null if that is not why */
    NoAnswerException(String message, @Nullable String limit, Throwable cause) {
        super(message, cause);
        this.limit = limit;
    }

    @Nullable
    String limit() {
        return limit;
    }
}
