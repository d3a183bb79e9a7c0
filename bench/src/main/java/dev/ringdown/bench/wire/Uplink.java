package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;

/**
 * How a publisher's connection begins, and what comes back on it. One for each connection; confined to its event loop.
 */
public interface Uplink {
    /** Who is told what came back. */
    interface Sink {
        /** Requests may be sent from now on. */
        void onReady();

        /** The oldest request without an answer was taken. */
        void onTaken();

        /** The oldest request without an answer was not taken; or, where none is answered, one of those before. */
        void onRefused(String why);

        /** The server wants these bytes, which are released. */
        void answer(ByteBuf bytes);
    }

    /** What is sent first; if it is empty, requests may follow at once. */
    ByteBuf greeting();

    /** Whether the server answers every request. */
    boolean isAnswered();

    /** Reads all of it. */
    void read(ByteBuf in, Sink sink);

    /** The connection has ended; releases what was kept. */
    default void close() {}
}
