package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;

/** Finds the events in what a server sends to a subscriber. One for each connection; confined to its event loop. */
public interface MessageReader {
    /** Who is told what was found. */
    interface Sink {
        /** An event of the bench, which ends with an {@link EventTail}; its buffer is only lent. */
        void onEvent(ByteBuf in, int start, int end);

        /** Anything else that matters. */
        void onReply(Reply reply);

        /** The server wants this frame, which is released. */
        void answer(ByteBuf frame);

        /** The server did not keep to its protocol; nothing more is read. */
        void onNotUnderstood(String what);
    }

    /**
     * Reads the payload of a text or binary message.
     *
     * @param in only lent
     * @param start of the payload in {@code in}
     * @param end of the payload, exclusive
     */
    void read(ByteBuf in, int start, int end, Sink sink);

    /** The connection has ended; releases what was kept. */
    default void close() {}
}
