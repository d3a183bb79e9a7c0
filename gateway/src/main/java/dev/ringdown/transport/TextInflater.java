package dev.ringdown.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates messages of clients, each by itself and whole, however many frames it came in (RFC 7692 section 7.2.2): a frame
 * of it may inflate to nothing. Confined to one event loop; its memory, some 32 KiB, is outside the heap and lives as long as
 * the loop.
 */
final class TextInflater {
    /** The empty stored block that a sender leaves away at the end. */
    private static final byte[] TAIL = {0, 0, (byte) 0xFF, (byte) 0xFF};

    private final Inflater inflater = new Inflater(true);
    private byte[] buffer = new byte[4096];

    /**
     * The message as it was.
     *
     * @param payload compressed; not released
     * @throws TooLongFrameException it is longer than {@code maxBytes}; no more of it has been inflated
     * @throws DecompressionException it is not compressed by DEFLATE
     */
    byte[] inflate(ByteBuf payload, int maxBytes) {
        inflater.reset();
        try {
            int length = inflate(ByteBufUtil.getBytes(payload), 0, maxBytes);
            length = inflate(TAIL, length, maxBytes);
            return Arrays.copyOf(buffer, length);
        } catch (DataFormatException e) {
            throw new DecompressionException("the message is not compressed by DEFLATE", e);
        }
    }

    /** Appends what comes of the input to the buffer, and returns how much is in it. */
    private int inflate(byte[] input, int from, int maxBytes) throws DataFormatException {
        int length = from;
        inflater.setInput(input);
        while (true) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.min(2 * buffer.length, Math.max(buffer.length, maxBytes) + 1));
            }
            length += inflater.inflate(buffer, length, buffer.length - length);
            if (length > maxBytes) {
                throw new TooLongFrameException("inflated to more than " + maxBytes + " bytes");
            }
            if (inflater.finished()) { // a block said that it is the last, and others follow (section 7.2.3.4)
                int rest = inflater.getRemaining();
                inflater.reset();
                inflater.setInput(input, input.length - rest, rest);
            }
            if (inflater.needsInput()) {
                return length;
            }
        }
    }
}
