package dev.ringdown.bench.peer;

import dev.ringdown.bench.wire.ClientFrames;
import dev.ringdown.bench.wire.EventTail;
import dev.ringdown.bench.wire.MessageReader;
import dev.ringdown.bench.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of the NATS client protocol, of which a WebSocket message may have many; only what several messages bring is
 * copied together. Confined to the event loop of its connection.
 */
final class NatsReader implements MessageReader {
    private static final int CRLF = 2;

    /** The beginning of a line or an event whose rest has not come; null if there is none. */
    private @Nullable ByteBuf partial;

    @Override
    public void read(ByteBuf in, int start, int end, Sink sink) {
        if (partial == null) {
            int at = readWhole(in, start, end, sink);
            if (at < end) {
                partial = Unpooled.buffer(2 * (end - at)).writeBytes(in, at, end - at);
            }
            return;
        }
        ByteBuf kept = partial.writeBytes(in, start, end - start);
        kept.readerIndex(readWhole(kept, kept.readerIndex(), kept.writerIndex(), sink));
        if (!kept.isReadable()) {
            close();
        }
    }

    /** Reads what is whole; returns where the rest begins. */
    private static int readWhole(ByteBuf in, int start, int end, Sink sink) {
        int at = start;
        while (at < end) {
            int lineEnd = in.indexOf(at, end, (byte) '\r');
            if (lineEnd < 0 || lineEnd + CRLF > end) {
                return at;
            }
            int next = lineEnd + CRLF;
            if (in.getByte(at) == 'M') { // MSG subject sid bytes
                int eventEnd = next + lengthBefore(in, lineEnd);
                if (eventEnd + CRLF > end) {
                    return at;
                }
                onEvent(in, next, eventEnd, sink);
                next = eventEnd + CRLF;
            } else {
                onLine(in.toString(at, lineEnd - at, StandardCharsets.US_ASCII), sink);
            }
            at = next;
        }
        return at;
    }

    /** The number at the end of a line. */
    private static int lengthBefore(ByteBuf in, int lineEnd) {
        int length = 0;
        int power = 1;
        for (int at = lineEnd - 1; in.getByte(at) != ' '; at--) {
            length += power * (in.getByte(at) - '0');
            power *= 10;
        }
        return length;
    }

    private static void onEvent(ByteBuf in, int start, int end, Sink sink) {
        if (EventTail.isEvent(in, start, end)) {
            sink.onEvent(in, start, end);
        } else {
            sink.onNotUnderstood(in.toString(start, end - start, StandardCharsets.UTF_8));
        }
    }

    private static void onLine(String line, Sink sink) {
        if (line.equals("PING")) {
            sink.answer(ClientFrames.binary("PONG\r\n"));
        } else if (line.equals("PONG")) {
            sink.onReply(Reply.subscribed(line));
        } else if (!line.startsWith("INFO ")) {
            sink.onNotUnderstood(line);
        }
    }

    @Override
    public void close() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }
}
