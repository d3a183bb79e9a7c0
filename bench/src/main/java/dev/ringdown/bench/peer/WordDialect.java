package dev.ringdown.bench.peer;

import dev.ringdown.bench.load.Dialect;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.wire.EventTail;
import dev.ringdown.bench.wire.MessageReader;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Who opens {@code /sub/TOPIC} is subscribed, and every message is an event as it was published. Immutable. */
abstract class WordDialect implements Dialect {
    @Override
    public final String target(Seat seat) {
        return "/sub/" + seat.topics().get(0);
    }

    @Override
    public final @Nullable ByteBuf subscription(Seat seat, @Nullable String after) {
        return null;
    }

    @Override
    public final MessageReader reader() {
        return WordDialect::read;
    }

    private static void read(ByteBuf in, int start, int end, MessageReader.Sink sink) {
        if (EventTail.isEvent(in, start, end)) {
            sink.onEvent(in, start, end);
        } else {
            sink.onNotUnderstood(in.toString(start, end - start, StandardCharsets.UTF_8));
        }
    }
}
