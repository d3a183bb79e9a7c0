package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.Dialect;
import dev.ringdown.bench.load.EventTemplate;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.load.Source;
import dev.ringdown.bench.wire.ClientFrames;
import dev.ringdown.bench.wire.MessageReader;
import dev.ringdown.bench.wire.Uplink;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** The NATS client protocol: the same lines in WebSocket messages and over TCP. Immutable. */
final class NatsDialect implements Dialect {
    private static final String CONNECT = "CONNECT {\"verbose\":false,\"pedantic\":false}\r\n";

    private final int eventBytes;

    NatsDialect(int eventBytes) {
        this.eventBytes = eventBytes;
    }

    @Override
    public String target(Seat seat) {
        return "/";
    }

    /** The answer to its ping says that everything before it was done. */
    @Override
    public ByteBuf subscription(Seat seat, @Nullable String after) {
        return ClientFrames.binary(CONNECT + "SUB " + seat.topics().get(0) + " 1\r\nPING\r\n");
    }

    @Override
    public MessageReader reader() {
        return new NatsReader();
    }

    @Override
    public Uplink uplink() {
        return new NatsUplink(CONNECT + "PING\r\n");
    }

    @Override
    public EventTemplate template(Source source) {
        return EventTemplate.envelope(
                source, eventBytes, bytes -> "PUB " + source.call() + ' ' + bytes + "\r\n", "\r\n");
    }
}
