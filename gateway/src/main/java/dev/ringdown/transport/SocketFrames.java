package dev.ringdown.transport;

import dev.ringdown.fanout.FrameEncoder;
import dev.ringdown.fanout.Frames;
import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as bytes in one buffer, each receiver of which holds a reference, not a copy. There are three such buffers:
 * WebSocket frames, the same compressed, and what goes over an event stream; each is made when the first receiver wants
 * it. Confined to its event loop.
 */
final class SocketFrames implements Frames {
    /** Its buffers' duplicates are recycled, so that a receiver costs no memory; Netty's usual allocator makes new ones. */
    private static final ByteBufAllocator ALLOCATOR = PooledByteBufAllocator.DEFAULT;

    private final List<LogEntry> entries;
    private final @Nullable TextDeflater deflater;
    private @Nullable ByteBuf plain;
    private @Nullable ByteBuf deflated;
    private @Nullable ByteBuf eventStream;

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
    ByteBuf retained() {
        if (plain == null) {
            plain = encode();
        }
        return plain.retainedDuplicate();
    }

    /** The same for a receiver with whom compression is agreed on. */
    ByteBuf retainedDeflated() {
        if (deflated == null) {
            deflated = encodeDeflated();
        }
        return deflated.retainedDuplicate();
    }

    /** The same for a receiver over an event stream. */
    ByteBuf retainedEventStream() {
        if (eventStream == null) {
            eventStream = EventStreamText.events(ALLOCATOR, entries);
        }
        return eventStream.retainedDuplicate();
    }

    private ByteBuf encode() {
        int size = 0;
        for (LogEntry entry : entries) {
            size += TextFrame.size(entry.json().length);
        }
        ByteBuf buffer = ALLOCATOR.directBuffer(size, size);
        for (LogEntry entry : entries) {
            TextFrame.write(buffer, entry.json());
        }
        return buffer;
    }

    private ByteBuf encodeDeflated() {
        int size = 0;
        for (LogEntry entry : entries) {
            size += TextFrame.size(deflated(entry).length);
        }
        ByteBuf buffer = ALLOCATOR.directBuffer(size, size);
        for (LogEntry entry : entries) {
            byte[] payload = deflated(entry);
            if (payload == entry.json()) { // it is not smaller
                TextFrame.write(buffer, payload);
            } else {
                TextFrame.writeDeflated(buffer, payload);
            }
        }
        return buffer;
    }

    private byte[] deflated(LogEntry entry) {
        if (deflater == null) {
            throw new IllegalStateException("no compression here (expected: agreed on only if it can be done)");
        }
        return entry.deflated(deflater::deflate);
    }

    @Override
    public void release() {
        if (plain != null) {
            plain.release();
        }
        if (deflated != null) {
            deflated.release();
        }
        if (eventStream != null) {
            eventStream.release();
        }
    }
}
