package dev.ringdown.transport;

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
        write(out, FINAL_TEXT, text);
    }

    /** @param payload a text compressed by {@link TextDeflater} */
    static void writeDeflated(ByteBuf out, byte[] payload) {
        write(out, FINAL_DEFLATED_TEXT, payload);
    }

    private static void write(ByteBuf out, int firstByte, byte[] text) {
        out.writeByte(firstByte);
        if (text.length < LENGTH_16) {
            out.writeByte(text.length);
        } else if (text.length <= 0xFFFF) {
            out.writeByte(LENGTH_16).writeShort(text.length);
        } else {
            out.writeByte(LENGTH_64).writeLong(text.length);
        }
        out.writeBytes(text);
    }
}
