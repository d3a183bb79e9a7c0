package dev.ringdown.transport;

import dev.ringdown.fanout.FrameEncoder;
import dev.ringdown.fanout.Frames;
import dev.ringdown.log.LogEntry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.List;

/** Entries as WebSocket frames in one buffer, each receiver of which holds a reference, not a copy. */
final class WebSocketFrames implements Frames {
    private final ByteBuf buffer;

    private WebSocketFrames(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /** An encoder whose buffers come from {@code allocator}. */
    static FrameEncoder encoder(ByteBufAllocator allocator) {
        return entries -> encode(entries, allocator);
    }

    private static WebSocketFrames encode(List<LogEntry> entries, ByteBufAllocator allocator) {
        int size = 0;
        for (LogEntry entry : entries) {
            size += TextFrame.size(entry.json().length);
        }
        ByteBuf buffer = allocator.directBuffer(size, size);
        for (LogEntry entry : entries) {
            TextFrame.write(buffer, entry.json());
        }
        return new WebSocketFrames(buffer);
    }

    /** The bytes with a position of their own; whoever writes them releases them. */
    ByteBuf retained() {
        return buffer.retainedDuplicate();
    }

    @Override
    public void release() {
        buffer.release();
    }
}
