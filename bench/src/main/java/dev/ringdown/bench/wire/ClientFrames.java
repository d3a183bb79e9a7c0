package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Writes a client's frames. A key of zeros masks them (RFC 6455 section 5.3): there is no proxy here to be fooled. */
public final class ClientFrames {
    private static final int PONG = 10;

    private ClientFrames() {}

    public static ByteBuf text(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        return frame(FrameScanner.TEXT, Unpooled.wrappedBuffer(payload));
    }

    public static ByteBuf binary(String latin1) {
        return frame(FrameScanner.BINARY, Unpooled.wrappedBuffer(latin1.getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** Everything before the payload of a text message of so many bytes. */
    public static ByteBuf textHeader(int length) {
        return header(FrameScanner.TEXT, length);
    }

    /** Answers a ping, whose payload is only lent. */
    static ByteBuf pong(ByteBuf in, int start, int end) {
        return frame(PONG, in.slice(start, end - start));
    }

    private static ByteBuf frame(int opcode, ByteBuf payload) {
        return header(opcode, payload.readableBytes()).writeBytes(payload);
    }

    private static ByteBuf header(int opcode, int length) {
        if (length > 0xffff) {
            throw new IllegalArgumentException("a message of " + length + " bytes (expected: at most 65535)");
        }
        ByteBuf header = Unpooled.buffer(length + 8).writeByte(0x80 | opcode);
        if (length < 126) {
            header.writeByte(0x80 | length);
        } else {
            header.writeByte(0x80 | 126).writeShort(length);
        }
        return header.writeInt(0);
    }
}
