package dev.ringdown.bench.load;

import dev.ringdown.bench.wire.MessageReader;
import dev.ringdown.bench.wire.Uplink;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** How a server is spoken to, by those who subscribe and those who publish. Immutable. */
public interface Dialect {
    /** The path and query with which somebody opens a connection. */
    String target(Seat seat);

    /**
     * The frame that subscribes, or null if opening the connection did.
     *
     * @param after the sequence of the last event seen, null to begin with the next one
     */
    @Nullable
    ByteBuf subscription(Seat seat, @Nullable String after);

    /** A new reader of what a subscriber gets. */
    MessageReader reader();

    /** A new publisher's connection. */
    Uplink uplink();

    /** What publishes the events of a source, one at a time. */
    EventTemplate template(Source source);
}
