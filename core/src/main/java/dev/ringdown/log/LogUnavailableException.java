package dev.ringdown.log;

/** The log cannot take events at this time; nothing of what was offered has been stored, and trying later may help. */
public final class LogUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message) {
        super(message);
    }

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
