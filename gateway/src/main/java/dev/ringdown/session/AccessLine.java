package dev.ringdown.session;

import dev.ringdown.audit.AccessLog;
import dev.ringdown.identity.Identity;
import dev.ringdown.protocol.CloseReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What is written down of a connection that is gone; never its credential. Immutable.
 *
 * @param session names the session
 * @param identity as which it ended
 * @param sent events that were written to it
 * @param sentBytes of what was written to it, with its frames
 */
record AccessLine(String session, Identity identity, Peer peer, Instant connectedAt, long sent, long sentBytes) {
    /** The close code for a connection that was lost (RFC 6455 section 7.1.5). */
    private static final int ABNORMAL = 1006;

    /**
     * Writes the line.
     *
     * @param reason why the server has closed the connection; null: it has not
     * @param code the server's, else what the peer has said, as it is counted
     * @param end when it was gone
     */
    void write(@Nullable CloseReason reason, int code, Instant end) {
        LoggingEventBuilder line = AccessLog.line()
                .addKeyValue("session", session)
                .addKeyValue("customer", identity.customer())
                .addKeyValue("identity", identity.kind())
                .addKeyValue("holder", identity.holder())
                .addKeyValue("address", peer.address())
                .addKeyValue("transport", peer.transport().text());
        line = peer.userAgent() == null ? line : line.addKeyValue("userAgent", peer.userAgent());
        line = peer.protocol() == null ? line : line.addKeyValue("protocol", peer.protocol());
        line = line.addKeyValue("connected", connectedAt)
                .addKeyValue("durationMillis", end.toEpochMilli() - connectedAt.toEpochMilli())
                .addKeyValue("sent", sent)
                .addKeyValue("sentBytes", sentBytes)
                .addKeyValue("endedBy", reason != null ? "server" : code == ABNORMAL ? "network" : "client")
                .addKeyValue("code", code);
        (reason == null ? line : line.addKeyValue("reason", reason.text())).log("connection ended");
    }
}
