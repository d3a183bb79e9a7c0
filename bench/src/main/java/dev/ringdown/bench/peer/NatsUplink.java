package dev.ringdown.bench.peer;

import dev.ringdown.bench.wire.Uplink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Publishes by lines of the NATS client protocol, which are only answered if they are wrong. Confined to its loop. */
final class NatsUplink implements Uplink {
    private final String greeting;
    private final StringBuilder line = new StringBuilder();

    /** @param greeting ends with a ping */
    NatsUplink(String greeting) {
        this.greeting = greeting;
    }

    @Override
    public ByteBuf greeting() {
        return Unpooled.copiedBuffer(greeting, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isAnswered() {
        return false;
    }

    @Override
    public void read(ByteBuf in, Sink sink) {
        while (in.isReadable()) {
            char next = (char) in.readByte();
            if (next == '\n') {
                onLine(line.toString().strip(), sink);
                line.setLength(0);
            } else {
                line.append(next);
            }
        }
    }

    private static void onLine(String line, Sink sink) {
        if (line.equals("PING")) {
            sink.answer(Unpooled.copiedBuffer("PONG\r\n", StandardCharsets.US_ASCII));
        } else if (line.equals("PONG")) {
            sink.onReady();
        } else if (!line.startsWith("INFO ")) {
            sink.onRefused("publishing was answered " + line);
        }
    }
}
