package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Publishes by one HTTP request that does not end, a chunk with a line for each event, and takes the lines that are answered.
 * Confined to the event loop of its connection.
 */
public final class LinesUplink implements Uplink {
    private static final int MOST_LINE_BYTES = 16 * 1024;
    private static final String TAKEN = "\"sequence\":";

    private final String head;
    private final byte[] line = new byte[MOST_LINE_BYTES];
    private int lineBytes;
    private boolean begun;
    private boolean accepted;

    /** @param head of the request, its last empty line included */
    public LinesUplink(String head) {
        this.head = head;
    }

    /** What stands before a line of so many bytes. */
    public static String before(int bytes) {
        return Integer.toHexString(bytes + 1) + "\r\n";
    }

    /** What stands behind a line. */
    public static String behind() {
        return "\n\r\n";
    }

    @Override
    public ByteBuf greeting() {
        return Unpooled.copiedBuffer(head, StandardCharsets.US_ASCII);
    }

    @Override
    public boolean isAnswered() {
        return true;
    }

    @Override
    public void read(ByteBuf in, Sink sink) {
        while (in.isReadable()) {
            byte next = in.readByte();
            if (next != '\n') {
                if (lineBytes == MOST_LINE_BYTES) {
                    throw new IllegalStateException("a line of more than " + MOST_LINE_BYTES + " bytes was answered");
                }
                line[lineBytes++] = next;
            } else {
                String text = new String(line, 0, lineBytes, StandardCharsets.UTF_8).strip();
                lineBytes = 0;
                take(text, sink);
            }
        }
    }

    /** The server ends a chunk only between lines, so that sizes of chunks stand on lines of their own. */
    private void take(String text, Sink sink) {
        if (!begun) {
            begun = true;
            accepted = text.startsWith("HTTP/1.1 200 ");
            if (accepted) {
                sink.onReady();
            } else {
                sink.onRefused("publishing was answered " + text + " (expected: 200)");
            }
        } else if (accepted && text.startsWith("{")) {
            if (text.contains(TAKEN)) {
                sink.onTaken();
            } else {
                sink.onRefused("a line was answered " + text);
            }
        }
    }
}
