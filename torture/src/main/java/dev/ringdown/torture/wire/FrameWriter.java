package dev.ringdown.torture.wire;

import java.nio.ByteBuffer;

/** Makes a client's frames, masked (RFC 6455 section 5.3). Stateless. */
final class FrameWriter {
    private static final byte[] MASK = {0x2a, 0x17, (byte) 0xc3, 0x5e};

    private FrameWriter() {}

    static ByteBuffer frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) (0x80 | opcode));
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
