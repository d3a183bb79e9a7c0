package dev.ringdown.admin;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/** The event loops have not answered; nothing is wrong with the question. */
final class NoAnswerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable Limit limit;

    /** @param limit the limit that was reached, or null if that is not why */
    NoAnswerException(String message, @Nullable Limit limit, Throwable cause) {
        super(message, cause);
        this.limit = limit;
    }

    @Nullable
    Limit limit() {
        return limit;
    }
}
