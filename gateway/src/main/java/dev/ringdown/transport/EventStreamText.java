package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.event.EventText;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ServerMessage;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What goes over an event stream: {@code text/event-stream} (HTML, section 9.2) in chunks of HTTP/1.1 (RFC 9112 section
 * 7.1). An event has its sequence as {@code id} and no name, so that a page gets it by {@code onmessage}; every other
 * message is named by its type. Stateless.
 */
final class EventStreamText {
    private static final byte[] ID = ascii("id: ");
    private static final byte[] DATA = ascii("\ndata: ");
    private static final byte[] END = ascii("\n\n");
    private static final byte[] CHUNK_END = ascii("\r\n");
    private static final byte[] LAST_CHUNK = ascii("0\r\n\r\n");

    private static final int EVENT_BYTES = ID.length + Sequence.WIDTH + DATA.length + END.length;

    private EventStreamText() {}

    /** Events as one chunk, the same for every receiver. */
    static ByteBuf events(ByteBufAllocator allocator, List<LogEntry> entries, EventShape shape) {
        int size = 0;
        for (LogEntry entry : entries) {
            EventText text = entry.text(shape);
            size += EVENT_BYTES + text.length() + furtherLines(text, shape) * (DATA.length - 1);
        }
        byte[] chunkSize = chunkSize(size);
        int whole = chunkSize.length + size + CHUNK_END.length;
        ByteBuf out = allocator.directBuffer(whole, whole);
        out.writeBytes(chunkSize);
        for (LogEntry entry : entries) {
            out.writeBytes(ID);
            ByteBufUtil.writeAscii(out, entry.sequence().toString());
            out.writeBytes(DATA);
            write(out, entry.text(shape), shape);
            out.writeBytes(END);
        }
        return out.writeBytes(CHUNK_END);
    }

    /**
     * A line break would end the field. In JSON one can stand only between two tokens, where a publisher may have left it
     * in {@code data}, and where a space means the same (RFC 8259 section 2). So a CloudEvent is one line. The other shapes
     * promise {@code data} as it was published: a line feed begins a further field there, of which the client makes a line
     * feed again. It has no way to make a carriage return, which is a space in every shape.
     */
    private static void write(ByteBuf out, EventText text, EventShape shape) {
        boolean inLines = shape != EventShape.CLOUDEVENTS;
        out.writeBytes(text.head());
        byte[] body = text.body();
        int end = text.from() + text.bodyLength();
        int from = text.from();
        for (int i = from; i < end; i++) {
            if (body[i] == '\n' || body[i] == '\r') {
                out.writeBytes(body, from, i - from);
                if (inLines && body[i] == '\n') {
                    out.writeBytes(DATA);
                } else {
                    out.writeByte(' ');
                }
                from = i + 1;
            }
        }
        out.writeBytes(body, from, end - from);
    }

    private static int furtherLines(EventText text, EventShape shape) {
        int lines = 0;
        if (shape != EventShape.CLOUDEVENTS) {
            for (int i = text.from(); i < text.from() + text.bodyLength(); i++) {
                if (text.body()[i] == '\n') {
                    lines++;
                }
            }
        }
        return lines;
    }

    /**
     * Another message, as one chunk.
     *
     * @param shape of the events of this stream
     * @param reconnectMillis how long the client is to wait before it comes back once the stream has ended, or null to
     *     leave that as it is
     */
    static ByteBuf message(
            ByteBufAllocator allocator, ServerMessage message, EventShape shape, @Nullable Long reconnectMillis) {
        return chunk(allocator, fields(message, shape, reconnectMillis));
    }

    /** The same without the chunk. */
    static byte[] fields(ServerMessage message, EventShape shape, @Nullable Long reconnectMillis) {
        StringBuilder fields = new StringBuilder(256);
        fields.append("event: ").append(message.type()).append('\n');
        if (message.position() != null) {
            fields.append("id: ").append(message.position()).append('\n');
        }
        if (reconnectMillis != null) {
            fields.append("retry: ").append(reconnectMillis).append('\n');
        }
        fields.append("data: ")
                .append(new String(message.json(shape), StandardCharsets.UTF_8))
                .append("\n\n");
        return fields.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Says only how long the client is to wait before it comes back once the stream has ended. */
    static ByteBuf retry(ByteBufAllocator allocator, long reconnectMillis) {
        return chunk(allocator, ascii("retry: " + reconnectMillis + "\n\n"));
    }

    /** The end of the response. */
    static ByteBuf end(ByteBufAllocator allocator) {
        return allocator.directBuffer(LAST_CHUNK.length, LAST_CHUNK.length).writeBytes(LAST_CHUNK);
    }

    private static ByteBuf chunk(ByteBufAllocator allocator, byte[] text) {
        byte[] chunkSize = chunkSize(text.length);
        return allocator
                .directBuffer(chunkSize.length + text.length + CHUNK_END.length)
                .writeBytes(chunkSize)
                .writeBytes(text)
                .writeBytes(CHUNK_END);
    }

    private static byte[] chunkSize(int size) {
        return ascii(Integer.toHexString(size) + "\r\n");
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
