package dev.ringdown.session;

import dev.ringdown.fanout.Frames;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import org.jspecify.annotations.Nullable;

/** The socket of a session, as the session sees it. Confined to its event loop. */
public interface Connection {
    /** Who is at the other end, and what was agreed on. */
    Peer peer();

    /** Whether what was written has left, but for less than {@code limits.outbound-bytes}. */
    boolean isWritable();

    /** Whether the peer is read from at this time; while it is not, nothing that it says is heard. */
    default boolean isRead() {
        return true; // what cannot say anything is not missed
    }

    /** What was written and has not been taken by the operating system, in bytes. */
    long unsentBytes();

    /** Bytes of the messages and events that were written, with their frames and before TLS. */
    long sentBytes();

    /** Sends frames that others may be sent too; does not take them over. */
    void write(Frames frames);

    /** The same, and runs a task on the event loop once the system has taken them all, or the connection has gone. */
    void write(Frames frames, Runnable taken);

    /** Sends one message. */
    void send(ServerMessage message);

    /** Asks the peer for a sign of life (RFC 6455 section 5.5.2); false if none can be expected of it. */
    boolean ping();

    /**
     * Closes, and tells why; what was written before still goes out, within {@code limits.close-timeout}. Nothing can be
     * sent afterwards. Closing again does nothing.
     */
    void close(CloseReason reason);

    /**
     * Closes a connection whose peer comes back by itself.
     *
     * @param reconnectMillis how long the peer is to wait before that, if it can be told so
     */
    void close(CloseReason reason, long reconnectMillis);

    /** Why this side has closed it; null: it has not. */
    @Nullable
    CloseReason closeReason();
}
