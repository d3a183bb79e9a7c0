package dev.ringdown.torture.wire;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Takes a server's bytes apart into frames (RFC 6455 section 5.2). Confined to its connection. */
final class FrameReader {
    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int MOST_PAYLOAD_BYTES = 16 * 1024 * 1024;

    /** Gets whole messages and control frames. */
    interface Sink {
        /** @return whether to go on reading */
        boolean onFrame(int opcode, byte[] payload);
    }

    /** The server does not keep to the protocol. */
    static final class BrokenFrameException extends Exception {
        private static final long serialVersionUID = 1L;

        BrokenFrameException(String message) {
            super(message);
        }
    }

    private final ByteArrayOutputStream fragments = new ByteArrayOutputStream();
    private boolean inMessage;

    /** Reads whole frames; what is left in {@code in} is the beginning of another one. */
    void read(ByteBuffer in, Sink sink) throws BrokenFrameException {
        boolean more = true;
        while (more && in.remaining() >= 2) {
            int start = in.position();
            int first = in.get() & 0xff;
            int second = in.get() & 0xff;
            long length = second & 0x7f;
            int extended = length == 126 ? 2 : length == 127 ? 8 : 0;
            check((first & 0x70) == 0, "a reserved bit is set");
            check((second & 0x80) == 0, "a masked frame from the server");
            if (in.remaining() < extended) {
                in.position(start);
                return;
            }
            if (extended > 0) {
                length = extended == 2 ? in.getShort() & 0xffff : in.getLong();
            }
            check(length >= 0 && length <= MOST_PAYLOAD_BYTES, "a frame of " + length + " bytes");
            if (in.remaining() < length) {
                in.position(start);
                return;
            }
            byte[] payload = new byte[(int) length];
            in.get(payload);
            more = frame((first & 0x80) != 0, first & 0x0f, payload, sink);
        }
    }

    private boolean frame(boolean last, int opcode, byte[] payload, Sink sink) throws BrokenFrameException {
        if (opcode >= CLOSE) {
            check(last && payload.length <= 125, "a control frame in parts or too long");
            return sink.onFrame(opcode, payload);
        }
        check(opcode == (inMessage ? 0 : TEXT), "opcode " + opcode + " where another was due");
        fragments.writeBytes(payload);
        inMessage = !last;
        if (!last) {
            return true;
        }
        byte[] whole = fragments.toByteArray();
        fragments.reset();
        return sink.onFrame(TEXT, whole);
    }

    private static void check(boolean holds, String otherwise) throws BrokenFrameException {
        if (!holds) {
            throw new BrokenFrameException(otherwise);
        }
    }
}
