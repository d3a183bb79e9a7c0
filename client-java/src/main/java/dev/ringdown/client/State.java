package dev.ringdown.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a connection is. Immutable.
 *
 * @param code a WebSocket close code; 0 if nothing has gone wrong
 * @param reason a few words
 * @param retryIn while disconnected: how long until the next attempt; null if there is none
 * @param failure what the JDK said, such as a refused handshake with its answer; null if it was not an exception
 */
public record State(
        Phase phase,
        int code,
        String reason,
        @Nullable Duration retryIn,
        @Nullable Throwable failure) {
    /** What a connection is doing. */
    public enum Phase {
        /** A socket is being opened; code and reason say what went wrong before, if anything. */
        CONNECTING,
        /** The server has greeted. */
        CONNECTED,
        /** There is no socket. */
        DISCONNECTED
    }

    /** Whether the server has greeted and is there. */
    public boolean isConnected() {
        return phase == Phase.CONNECTED;
    }

    /** Whether it stays disconnected until somebody opens it again. */
    public boolean isEnd() {
        return phase == Phase.DISCONNECTED && retryIn == null;
    }
}
