package dev.ringdown.log;

import dev.ringdown.protocol.Limit;
import org.jspecify.annotations.Nullable;

/** The log cannot take events at this time; nothing of what was offered has been stored, and trying later may help. */
public final class LogUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable Limit limit;

    /** @param limit the limit that was reached, or null if that is not why */
    public LogUnavailableException(String message, @Nullable Limit limit) {
        super(message);
        this.limit = limit;
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
        this.limit = null;
    }

    /** The limit that was reached, or null if that is not why. */
    public @Nullable Limit limit() {
        return limit;
    }
}
