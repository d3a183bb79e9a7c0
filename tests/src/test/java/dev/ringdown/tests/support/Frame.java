package dev.ringdown.tests.support;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A frame of RFC 6455 section 5.2. Immutable, but for the payload, which nobody changes.
 *
 * @param last the FIN bit
 * @param reserved the three RSV bits, 0 to 7
 */
public record Frame(boolean last, int reserved, int opcode, byte[] payload) {
    public static final int CONTINUATION = 0x0;
    public static final int TEXT = 0x1;
    public static final int BINARY = 0x2;
    public static final int CLOSE = 0x8;
    public static final int PING = 0x9;
    public static final int PONG = 0xA;

    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d}; // that of RFC 6455 section 5.7
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    public static Frame text(String text) {
        return new Frame(true, 0, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Frame of(int opcode, byte[] payload) {
        return new Frame(true, 0, opcode, payload);
    }

    public static Frame close(int code, String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return of(
                CLOSE,
                ByteBuffer.allocate(2 + text.length)
                        .putShort((short) code)
                        .put(text)
                        .array());
    }

    /** The same frame, to be followed by a continuation. */
    public Frame notLast() {
        return new Frame(false, reserved, opcode, payload);
    }

    /** The same frame with these RSV bits. */
    public Frame withReserved(int bits) {
        return new Frame(last, bits, opcode, payload);
    }

    /** The payload as text. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** As a client sends it. */
    public byte[] masked() {
        byte[] masked = payload.clone();
        for (int i = 0; i < masked.length; i++) {
            masked[i] ^= MASK[i % MASK.length];
        }
        return bytes(0x80, MASK, masked);
    }

    /** As only a server may send it. */
    public byte[] unmasked() {
        return bytes(0, new byte[0], payload);
    }

    private byte[] bytes(int maskBit, byte[] mask, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte((last ? 0x80 : 0) | reserved << 4 | opcode);
            if (content.length < LENGTH_16) {
                out.writeByte(maskBit | content.length);
            } else if (content.length <= 0xFFFF) {
                out.writeByte(maskBit | LENGTH_16);
                out.writeShort(content.length);
            } else {
                out.writeByte(maskBit | LENGTH_64);
                out.writeLong(content.length);
            }
            out.write(mask);
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to memory", e);
        }
        return bytes.toByteArray();
    }

    /** Reads one frame of a server, which must not be masked. */
    static Frame read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        if (second > LENGTH_64) {
            throw new AssertionError("a server sent a masked frame");
        }
        long length = second < LENGTH_16 ? second : second == LENGTH_16 ? in.readUnsignedShort() : in.readLong();
        byte[] payload = new byte[Math.toIntExact(length)];
        in.readFully(payload);
        return new Frame(first > 0x7F, first >> 4 & 7, first & 0xF, payload);
    }

    @Override
    public String toString() {
        String shown = payload.length > 300 ? payload.length + " bytes" : text();
        return "Frame[last=" + last + " reserved=" + reserved + " opcode=" + opcode + " " + shown + "]";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame
                && last == frame.last
                && reserved == frame.reserved
                && opcode == frame.opcode
                && Arrays.equals(payload, frame.payload);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(payload);
    }
}
