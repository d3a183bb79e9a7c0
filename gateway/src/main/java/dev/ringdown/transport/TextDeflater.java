package dev.ringdown.transport;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages, each by itself, as the payload of a frame with the bit RSV1 (RFC 7692 section 7.2.1). Confined to
 * one event loop; its memory, some 256 KiB, is outside the heap and lives as long as the loop.
 */
final class TextDeflater {
    /** An empty stored block, with which flushing ends and which is left away. */
    private static final int TAIL_BYTES = 4;

    private final Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    private byte[] buffer = new byte[4096];

    /** The message compressed; the message itself if that is not smaller. */
    byte[] deflate(byte[] text) {
        deflater.reset();
        deflater.setInput(text);
        int length = 0;
        while (true) {
            length += deflater.deflate(buffer, length, buffer.length - length, Deflater.SYNC_FLUSH);
            if (length < buffer.length) { // with room left everything is out
                break;
            }
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        int payload = length - TAIL_BYTES;
        return payload < text.length ? Arrays.copyOf(buffer, payload) : text;
    }
}
