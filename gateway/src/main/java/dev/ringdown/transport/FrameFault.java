package dev.ringdown.transport;

import dev.ringdown.protocol.CloseReason;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import java.io.IOException;

/** What a client is told when its frames cannot be read. Stateless. */
final class FrameFault {
    private FrameFault() {}

    /** Whether the connection is lost, so that nobody can be told. */
    static boolean isLoss(Throwable cause) {
        return cause instanceof PrematureChannelClosureException
                || cause instanceof IOException
                || cause.getCause() instanceof IOException; // TLS faults come wrapped
    }

    /** {@link CloseReason#INTERNAL} if it is no fault of the client's. */
    static CloseReason reasonOf(Throwable cause) {
        if (cause instanceof TooLongFrameException) {
            return CloseReason.MESSAGE_TOO_LARGE;
        }
        if (cause instanceof DecompressionException) {
            return CloseReason.PROTOCOL_ERROR;
        }
        if (cause instanceof CorruptedWebSocketFrameException corrupted) {
            return switch (corrupted.closeStatus().code()) {
                case 1007 -> CloseReason.NOT_UTF8;
                case 1009 -> CloseReason.MESSAGE_TOO_LARGE;
                default -> CloseReason.PROTOCOL_ERROR;
            };
        }
        return CloseReason.INTERNAL;
    }
}
