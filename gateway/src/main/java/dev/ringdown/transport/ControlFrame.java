package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Control frames as a server sends them (RFC 6455 section 5.5): final, without a mask, at most 125 bytes. They are written
 * here, as {@link TextFrame} is, so that no connection needs an encoder in its pipeline.
 */
final class ControlFrame {
    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PING = 0x89;
    private static final int FINAL_PONG = 0x8A;
    private static final int MAX_PAYLOAD = 125;

    /** Nobody is given a greater code (RFC 6455 section 7.4.2); Netty lets them pass. */
    static final int GREATEST_CLOSE_CODE = 4999;

    private ControlFrame() {}

    static ByteBuf ping(ByteBufAllocator allocator) {
        return frame(allocator, FINAL_PING, Unpooled.EMPTY_BUFFER);
    }

    /** @param payload of the ping; not released */
    static ByteBuf pong(ByteBufAllocator allocator, ByteBuf payload) {
        return frame(allocator, FINAL_PONG, payload);
    }

    /** @param reason ASCII, at most 123 characters */
    static ByteBuf close(ByteBufAllocator allocator, int code, String reason) {
        ByteBuf payload = Unpooled.buffer(Short.BYTES + reason.length());
        payload.writeShort(code).writeCharSequence(reason, StandardCharsets.US_ASCII);
        return frame(allocator, FINAL_CLOSE, payload);
    }

    /**
     * The answer to a close.
     *
     * @param payload of the peer's close, which it gets back; not released
     */
    static ByteBuf closeEcho(ByteBufAllocator allocator, ByteBuf payload) {
        return frame(allocator, FINAL_CLOSE, payload);
    }

    /**
     * Whether the reason in a close is UTF-8 to its end (RFC 6455 section 5.5.1); Netty lets one pass that ends within a character.
     *
     * @param payload empty, or a code of two bytes and the reason; not released
     */
    static boolean hasTextForReason(ByteBuf payload) {
        int length = payload.readableBytes() - Short.BYTES;
        return length <= 0
                || ByteBufUtil.isText(payload, payload.readerIndex() + Short.BYTES, length, StandardCharsets.UTF_8);
    }

    private static ByteBuf frame(ByteBufAllocator allocator, int firstByte, ByteBuf payload) {
        int length = payload.readableBytes();
        if (length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("payload: " + length + " bytes (expected: at most " + MAX_PAYLOAD + ")");
        }
        ByteBuf frame = allocator.directBuffer(2 + length, 2 + length);
        return frame.writeByte(firstByte).writeByte(length).writeBytes(payload, payload.readerIndex(), length);
    }
}
