package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.FrameEncoder;
import dev.ringdown.fanout.Frames;
import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes in one buffer, each receiver of which holds a reference, not a copy. There are three such buffers for
 * each shape of events: WebSocket frames, the same compressed, and what goes over an event stream; each is made when the
 * first receiver wants it. Confined to its event loop.
 */
final class SocketFrames implements Frames {
    /** Its buffers' duplicates are recycled, so that a receiver costs no memory; Netty's usual allocator makes new ones. */
    private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private enum Form {
        PLAIN,
        DEFLATED,
        EVENT_STREAM
    }

    private static final int FORMS = Form.values().length;
    private static final int BUFFERS = FORMS * EventShape.values().length;

    private final List<LogEntry> entries;
    private final @Nullable TextDeflater deflater;

    // What most receivers want, which is CloudEvents over a WebSocket.
    private @Nullable ByteBuf plain;
    private @Nullable ByteBuf deflated;

    /** The other buffers, by shape and form; null until somebody wants one. */
    private @Nullable ByteBuf @Nullable [] others;

    private SocketFrames(List<LogEntry> entries, @Nullable TextDeflater deflater) {
        this.entries = entries;
        this.deflater = deflater;
    }

    /**
     * An encoder for one event loop.
     *
     * @param deflater null if nobody can have agreed on compression
     */
    static FrameEncoder encoder(@Nullable TextDeflater deflater) {
        return entries -> new SocketFrames(entries, deflater);
    }

    @Override
    public List<LogEntry> entries() {
        return entries;
    }

    /** The bytes with a position of their own; whoever writes them releases them. */
    ByteBuf retained(EventShape shape) {
        if (shape != EventShape.CLOUDEVENTS) {
            return retained(shape, Form.PLAIN);
        }
        if (plain == null) {
            plain = encode(shape);
        }
        return plain.retainedDuplicate();
    }

    /** The same for a receiver with whom compression is agreed on. */
    ByteBuf retainedDeflated(EventShape shape) {
        if (shape != EventShape.CLOUDEVENTS) {
            return retained(shape, Form.DEFLATED);
        }
        if (deflated == null) {
            deflated = encodeDeflated(shape);
        }
        return deflated.retainedDuplicate();
    }

    /** The same for a receiver over an event stream. */
    ByteBuf retainedEventStream(EventShape shape) {
        return retained(shape, Form.EVENT_STREAM);
    }

    private ByteBuf retained(EventShape shape, Form form) {
        if (others == null) {
            others = new ByteBuf[BUFFERS];
        }
        int at = shape.ordinal() * FORMS + form.ordinal();
        ByteBuf buffer = others[at];
        if (buffer == null) {
            buffer = switch (form) {
                case PLAIN -> encode(shape);
                case DEFLATED -> encodeDeflated(shape);
                case EVENT_STREAM -> EventStreamText.events(ALLOCATOR, entries, shape);
            };
            others[at] = buffer;
        }
        return buffer.retainedDuplicate();
    }

    private ByteBuf encode(EventShape shape) {
        int size = 0;
        for (LogEntry entry : entries) {
            size += TextFrame.size(entry.length(shape));
        }
        ByteBuf buffer = ALLOCATOR.directBuffer(size, size);
        for (LogEntry entry : entries) {
            write(buffer, entry, shape);
        }
        return buffer;
    }

    /** What most receivers want is written as it lies there, so that it takes no object for each entry. */
    private static void write(ByteBuf buffer, LogEntry entry, EventShape shape) {
        if (shape == EventShape.CLOUDEVENTS) {
            TextFrame.write(buffer, entry.json());
        } else {
            TextFrame.write(buffer, entry.text(shape));
        }
    }

    private ByteBuf encodeDeflated(EventShape shape) {
        int size = 0;
        for (LogEntry entry : entries) {
            size += TextFrame.size(deflated(entry, shape).length);
        }
        ByteBuf buffer = ALLOCATOR.directBuffer(size, size);
        for (LogEntry entry : entries) {
            byte[] payload = deflated(entry, shape);
            if (payload.length == entry.length(shape)) { // it is not smaller
                write(buffer, entry, shape);
            } else {
                TextFrame.writeDeflated(buffer, payload);
            }
        }
        return buffer;
    }

    private byte[] deflated(LogEntry entry, EventShape shape) {
        if (deflater == null) {
            throw new IllegalStateException("no compression here (expected: agreed on only if it can be done)");
        }
        return entry.deflated(shape, deflater::deflate);
    }

    @Override
    public long bytes() {
        long bytes = bytes(plain) + bytes(deflated);
        if (others != null) {
            for (ByteBuf buffer : others) {
                bytes += bytes(buffer);
            }
        }
        return bytes;
    }

    private static long bytes(@Nullable ByteBuf buffer) {
        return buffer == null ? 0 : buffer.capacity();
    }

    @Override
    public void release() {
        release(plain);
        release(deflated);
        if (others != null) {
            for (ByteBuf buffer : others) {
                release(buffer);
            }
        }
    }

    private static void release(@Nullable ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
    }
}
