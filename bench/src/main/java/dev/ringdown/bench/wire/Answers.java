package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Takes the answers to pipelined requests apart (HTTP/1.1, with a length). Confined to the loop of its connection. */
final class Answers {
    private static final int MOST_HEAD_BYTES = 16 * 1024;
    private static final int MOST_EXCERPT_BYTES = 300;

    /** Who is told of answers. */
    interface Sink {
        /**
         * A whole answer.
         *
         * @param objects how many JSON objects its body has
         * @param excerpt the beginning of the body if it is a refusal, else empty
         */
        void onAnswer(int status, int objects, String excerpt);
    }

    private final byte[] head = new byte[MOST_HEAD_BYTES];
    private final StringBuilder excerpt = new StringBuilder();
    private int headBytes;
    private int status;
    private long bodyLeft = -1;
    private int objects;

    void scan(ByteBuf in, Sink sink) {
        while (in.isReadable()) {
            if (bodyLeft < 0) {
                readHead(in);
            } else {
                readBody(in);
            }
            if (bodyLeft == 0) {
                bodyLeft = -1;
                sink.onAnswer(status, objects, excerpt.toString());
            }
        }
    }

    private void readHead(ByteBuf in) {
        while (in.isReadable()) {
            if (headBytes == MOST_HEAD_BYTES) {
                throw new IllegalStateException("an answer's head is larger than " + MOST_HEAD_BYTES + " bytes");
            }
            byte next = in.readByte();
            head[headBytes++] = next;
            if (next == '\n' && headBytes >= 4 && head[headBytes - 3] == '\n') {
                headComplete(new String(head, 0, headBytes, StandardCharsets.ISO_8859_1));
                return;
            }
        }
    }

    private void headComplete(String text) {
        headBytes = 0;
        objects = 0;
        excerpt.setLength(0);
        status = Integer.parseInt(text, 9, 12, 10);
        String lower = text.toLowerCase(Locale.ROOT);
        int at = lower.indexOf("content-length:");
        if (at < 0) {
            throw new IllegalStateException("an answer without a length: " + text.strip());
        }
        int from = at + "content-length:".length();
        bodyLeft =
                Long.parseLong(lower.substring(from, lower.indexOf('\r', from)).strip());
    }

    private void readBody(ByteBuf in) {
        int take = (int) Math.min(bodyLeft, in.readableBytes());
        int at = in.readerIndex();
        boolean refused = status >= 300;
        for (int i = at; i < at + take; i++) {
            byte next = in.getByte(i);
            if (next == '{') {
                objects++;
            }
            if (refused && excerpt.length() < MOST_EXCERPT_BYTES) {
                excerpt.append((char) next);
            }
        }
        in.skipBytes(take);
        bodyLeft -= take;
    }
}
