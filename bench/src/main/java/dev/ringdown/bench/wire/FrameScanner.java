package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/**
 * Finds a server's frames (RFC 6455 section 5.2, never masked) where they lie in what was read; only a frame that several
 * reads bring is copied together. Confined to the event loop of its connection.
 */
public final class FrameScanner {
    public static final int TEXT = 1;
    public static final int BINARY = 2;
    public static final int CLOSE = 8;
    public static final int PING = 9;

    /** More than any server under test sends in one frame. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int FIN = 0x80;
    private static final int LENGTH_16 = 126;
    private static final int LENGTH_64 = 127;

    /** Who is told of frames. */
    public interface Sink {
        /**
         * A whole frame.
         *
         * @param in only lent
         * @param start of the payload in {@code in}
         * @param end of the payload, exclusive
         * @return false: nothing more shall be looked at
         */
        boolean onFrame(int opcode, ByteBuf in, int start, int end);
    }

    /** The server did not keep to the protocol, or to what the bench expects of it. */
    public static final class BrokenFrameException extends RuntimeException {
        BrokenFrameException(String message) {
            super(message, null, false, false);
        }
    }

    /** The beginning of a frame whose rest has not come; null if there is none. */
    private @Nullable ByteBuf partial;

    /** Looks at all that is readable; what is not a whole frame is kept. */
    public void scan(ByteBuf in, Sink sink) {
        if (partial != null && !completePartial(partial, in, sink)) {
            return;
        }
        int at = in.readerIndex();
        int end = in.writerIndex();
        while (at < end) {
            int header = headerBytes(in, at, end);
            int length = header < 0 ? -1 : payloadBytes(in, at);
            if (length < 0 || end - at - header < length) {
                keep(in, at, end);
                break;
            }
            if (!sink.onFrame(opcode(in, at), in, at + header, at + header + length)) {
                break;
            }
            at += header + length;
        }
        in.readerIndex(end);
    }

    /** Returns whether there may be more frames. */
    private boolean completePartial(ByteBuf kept, ByteBuf in, Sink sink) {
        while (true) {
            int have = kept.readableBytes();
            int header = headerBytes(kept, 0, have);
            int wanted = header < 0 ? have + 1 : header + payloadBytes(kept, 0);
            if (have < wanted) {
                kept.writeBytes(in, Math.min(wanted - have, in.readableBytes()));
                if (kept.readableBytes() == have || (header >= 0 && kept.readableBytes() < wanted)) {
                    return false;
                }
            } else {
                partial = null;
                try {
                    return sink.onFrame(opcode(kept, 0), kept, header, wanted);
                } finally {
                    kept.release();
                }
            }
        }
    }

    private void keep(ByteBuf in, int at, int end) {
        ByteBuf kept = Unpooled.directBuffer(Math.max(1024, 2 * (end - at)), MOST_BYTES);
        kept.writeBytes(in, at, end - at);
        partial = kept;
    }

    /** Bytes before the payload, -1 if they have not all come. */
    private static int headerBytes(ByteBuf in, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        int length = in.getByte(at + 1);
        int bytes = length < LENGTH_16 ? 2 : length == LENGTH_16 ? 4 : 10;
        return end - at < bytes ? -1 : bytes;
    }

    private static int payloadBytes(ByteBuf in, int at) {
        int length = in.getByte(at + 1);
        if (length < 0) {
            throw new BrokenFrameException("a masked frame (expected: a server masks nothing)");
        }
        if (length < LENGTH_16) {
            return length;
        }
        long extended = length == LENGTH_64 ? in.getLong(at + 2) : in.getUnsignedShort(at + 2);
        if (extended < 0 || extended > MOST_BYTES) {
            throw new BrokenFrameException("a frame of " + extended + " bytes (expected: at most " + MOST_BYTES + ')');
        }
        return (int) extended;
    }

    private static int opcode(ByteBuf in, int at) {
        int first = in.getByte(at) & 0xff;
        int opcode = first & ~FIN;
        if ((first & FIN) == 0 || opcode == 0 || opcode > 10) {
            throw new BrokenFrameException("a frame that begins with " + first + " (expected: a whole message)");
        }
        return opcode;
    }

    /** Releases what was kept. */
    public void close() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
    }
}
