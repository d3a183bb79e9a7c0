package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;

/**
 * A text message in one frame, as a server sends it (RFC 6455 section 5.2): final, without extension bits and without a
 * mask, and therefore the same bytes for every receiver.
 */
final class TextFrame {
    private static final int FINAL_TEXT = 0x81;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    private TextFrame() {}

    /** The bytes of the whole frame around a text of {@code length} bytes. */
    static int size(int length) {
        return length + (length < LENGTH_16 ? 2 : length <= 0xFFFF ? 4 : 10);
    }

    static void write(ByteBuf out, byte[] text) {
        out.writeByte(FINAL_TEXT);
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
