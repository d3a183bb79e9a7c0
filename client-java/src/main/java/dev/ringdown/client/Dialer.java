package dev.ringdown.client;

import org.jspecify.annotations.Nullable;

/** Opens sockets to one gateway. Confined to its loop, but for {@link #awaitClosed}. */
interface Dialer {
    /**
     * Opens a socket.
     *
     * @param token null if there is none, or an access key instead
     */
    Socket dial(@Nullable String token, SocketListener listener);

    /** Waits, on any other thread, until every socket that was closed is gone: no longer than the server may take. */
    void awaitClosed() throws InterruptedException;
}
