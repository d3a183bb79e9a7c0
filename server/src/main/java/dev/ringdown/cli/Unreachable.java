package dev.ringdown.cli;

import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;

/**
 * Why no answer came from a server, in words: what was tried, how it ended, what to do. Immutable.
 *
 * @param target where to; its query is not shown, it may hold a credential
 */
record Unreachable(URI target, Throwable cause) {
    /** How long to wait for a server to take the connection, and to answer the first request. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    @Override
    public String toString() {
        return "cannot reach " + withoutQuery(target) + ": " + reason();
    }

    private String reason() {
        if (isCausedBy(UnresolvedAddressException.class)) {
            return "no such host (is the address right?)";
        }
        if (cause instanceof HttpTimeoutException) {
            return "no answer within " + PATIENCE.toSeconds() + " s (is the address right?)";
        }
        if (cause instanceof ConnectException) {
            return "connection refused (is the server running?)";
        }
        String message = cause.getMessage();
        return TerminalText.escape(message == null ? cause.getClass().getSimpleName() : message);
    }

    private boolean isCausedBy(Class<? extends Throwable> type) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    /** The address without what may be secret. */
    static String withoutQuery(URI uri) {
        return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
    }
}
