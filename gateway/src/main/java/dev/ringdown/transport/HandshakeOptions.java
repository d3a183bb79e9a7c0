package dev.ringdown.transport;

import dev.ringdown.event.EventShape;
import dev.ringdown.limits.WaitingSockets;
import java.time.Duration;
import java.util.Set;

/**
 * The limits of the public port before a session is open.
 *
 * @param paths where a WebSocket may be opened
 * @param maxRequestBytes the largest request line, and the largest header block; a token may stand in either
 * @param maxMessageBytes the largest message of a client, in one frame or several
 * @param messageTimeout how long a message in several frames may take
 * @param handshakeTimeout how long a connection may take to ask for an upgrade
 * @param closeTimeout how long a closing connection may linger
 * @param outboundBytes what may wait in memory for a socket that does not drain, and once more in the system's
 * @param waiting connections that have not been upgraded yet
 * @param connectsPerMinute connections that one client network may open in a minute
 * @param compression whether permessage-deflate is agreed on with clients that offer it
 * @param eventShape of the events of clients that ask for none and offer no subprotocol
 */
public record HandshakeOptions(
        Set<String> paths,
        int maxRequestBytes,
        int maxMessageBytes,
        Duration messageTimeout,
        Duration handshakeTimeout,
        Duration closeTimeout,
        int outboundBytes,
        WaitingSockets.Maxima waiting,
        int connectsPerMinute,
        boolean compression,
        EventShape eventShape) {
    /** Where an event stream may be asked for. */
    static final String EVENT_STREAM_PATH = "/v1.0/events/stream";

    public HandshakeOptions {
        paths = Set.copyOf(paths);
    }
}
