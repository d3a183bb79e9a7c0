package dev.ringdown.log;

import org.jspecify.annotations.Nullable;

/** The log cannot take events at this time; nothing of what was offered has been stored, and trying later may help. */
public final class LogUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String limit;

    /** @param limit the key of the limit that was reached, or null if that is not why */
    public LogUnavailableException(String message, @Nullable String limit) {
        super(message);
        this.limit = limit;
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.limit = null;
    }

    /** The key of the limit that was reached, or null if that is not why. */
    public @Nullable String limit() {
        return limit;
    }
}
