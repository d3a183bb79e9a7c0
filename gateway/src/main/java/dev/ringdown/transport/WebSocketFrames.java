package dev.ringdown.transport;

import dev.ringdown.fanout.FrameEncoder;
import dev.ringdown.fanout.Frames;
import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries as WebSocket frames in one buffer, each receiver of which holds a reference, not a copy. There are two such
 * buffers, plain and compressed, each made when the first receiver wants it. Confined to its event loop.
 */
final class WebSocketFrames implements Frames {
    private final List<LogEntry> entries;
    private final ByteBufAllocator allocator;
    private final @Nullable TextDeflater deflater;
    private @Nullable ByteBuf plain;
    private @Nullable ByteBuf deflated;

    private WebSocketFrames(List<LogEntry> entries, ByteBufAllocator allocator, @Nullable TextDeflater deflater) {
        this.entries = entries;
        this.allocator = allocator;
        this.deflater = deflater;
    }

    /**
     * An encoder for one event loop.
     *
     * @param allocator where its buffers come from
     * @param deflater null if nobody can have agreed on compression
     */
    static FrameEncoder encoder(ByteBufAllocator allocator, @Nullable TextDeflater deflater) {
        return entries -> new WebSocketFrames(entries, allocator, deflater);
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

    private ByteBuf encode() {
        int size = 0;
        for (LogEntry entry : entries) {
            size += TextFrame.size(entry.json().length);
        }
        ByteBuf buffer = allocator.directBuffer(size, size);
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
        ByteBuf buffer = allocator.directBuffer(size, size);
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
    }
}
