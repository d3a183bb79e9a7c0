package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** The opening handshake of a client (RFC 6455 section 4.1). Confined to the event loop of its connection. */
final class Handshake {
    private static final int MOST_HEAD_BYTES = 16 * 1024;

    private final StringBuilder answer = new StringBuilder();

    /** The server did not upgrade the connection. */
    static final class RefusedException extends Exception {
        RefusedException(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * What the client sends.
     *
     * @param authority host and port, as the server shall see them
     * @param target the path, with the query if there is one
     */
    static ByteBuf request(String authority, String target) {
        return Unpooled.copiedBuffer(
                "GET " + target + " HTTP/1.1\r\nHost: " + authority
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13"
                        + "\r\nSec-WebSocket-Key: cmluZ2Rvd24ncyBiZW5jaA==\r\n\r\n",
                StandardCharsets.US_ASCII);
    }

    /** Reads the server's answer up to its end, and not a byte more; returns whether the end has come. */
    boolean isUpgraded(ByteBuf in) throws RefusedException {
        while (in.isReadable()) {
            answer.append((char) in.readByte());
            if (answer.length() >= 4 && answer.indexOf("\r\n\r\n", answer.length() - 4) >= 0) {
                if (answer.indexOf("HTTP/1.1 101 ") != 0) {
                    String rest = in.toString(StandardCharsets.UTF_8).strip();
                    throw new RefusedException("refused: " + answer.substring(0, answer.indexOf("\r")) + ' ' + rest);
                }
                return true;
            }
            if (answer.length() > MOST_HEAD_BYTES) {
                throw new RefusedException("an answer without an end");
            }
        }
        return false;
    }
}
