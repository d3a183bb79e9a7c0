package dev.ringdown.torture.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Makes a client's frames, masked (RFC 6455 section 5.3). Stateless. */
public final class FrameWriter {
    public static final int CONTINUATION = 0;
    public static final int TEXT = 1;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    private static final byte[] MASK = {0x2a, 0x17, (byte) 0xc3, 0x5e};
    private static final int LAST = 0x80;

    /** RSV1: compressed (RFC 7692 section 6). */
    private static final int COMPRESSED = 0x40;

    private static final int EMPTY_BLOCK_BYTES = 4;

    private FrameWriter() {}

    static ByteBuffer frame(int opcode, byte[] payload) {
        return raw(LAST | opcode, payload);
    }

    /** A whole text message. */
    public static ByteBuffer text(String text) {
        return frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** A control frame. */
    public static ByteBuffer control(int opcode, byte[] payload) {
        return frame(opcode, payload);
    }

    /** A close frame. */
    public static ByteBuffer close(int code) {
        return frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
    }

    /** A frame of a message that others make up with it. */
    public static ByteBuffer fragment(int opcode, boolean last, byte[] payload) {
        return raw((last ? LAST : 0) | opcode, payload);
    }

    /** A whole text message, compressed. */
    public static ByteBuffer deflated(String text) {
        return raw(LAST | COMPRESSED | TEXT, deflate(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first frame of a message that is compressed. */
    public static ByteBuffer deflatedFragment(byte[] deflated) {
        return raw(COMPRESSED | TEXT, deflated);
    }

    /** As RFC 7692 section 7.2.1 has it: without the empty block at the end. */
    public static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(bytes);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] chunk = new byte[1024];
            for (int count = chunk.length; count == chunk.length; ) {
                count = deflater.deflate(chunk, 0, chunk.length, Deflater.SYNC_FLUSH);
                out.write(chunk, 0, count);
            }
            byte[] all = out.toByteArray();
            return Arrays.copyOf(all, all.length - EMPTY_BLOCK_BYTES);
        } finally {
            deflater.end();
        }
    }

    private static ByteBuffer raw(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return frame.flip();
    }
}
