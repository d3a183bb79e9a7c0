package dev.ringdown.transport;

import dev.ringdown.event.EventText;
import io.netty.buffer.ByteBuf;

/**
 * A text message in one frame, as a server sends it (RFC 6455 section 5.2): final and without a mask, and therefore the
 * same bytes for every receiver.
 */
final class TextFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int FINAL_DEFLATED_TEXT = 0xC1; // RSV1, RFC 7692 section 6
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private TextFrame() {}

    /** The bytes of the whole frame around a text of {@code length} bytes. */
    static int size(int length) {
        return length + (length < LENGTH_16 ? 2 : length <= 0xFFFF ? 4 : 10);
    }

    static void write(ByteBuf out, byte[] text) {
        begin(out, FINAL_TEXT, text.length);
        out.writeBytes(text);
    }

    static void write(ByteBuf out, EventText text) {
        begin(out, FINAL_TEXT, text.length());
        out.writeBytes(text.head());
        out.writeBytes(text.body(), text.from(), text.bodyLength());
    }

    /** @param payload a text compressed by {@link TextDeflater} */
    static void writeDeflated(ByteBuf out, byte[] payload) {
        begin(out, FINAL_DEFLATED_TEXT, payload.length);
        out.writeBytes(payload);
    }

    private static void begin(ByteBuf out, int firstByte, int length) {
        out.writeByte(firstByte);
        if (length < LENGTH_16) {
            out.writeByte(length);
        } else if (length <= 0xFFFF) {
            out.writeByte(LENGTH_16).writeShort(length);
        } else {
            out.writeByte(LENGTH_64).writeLong(length);
        }
    }
}
