package dev.ringdown.session;

import dev.ringdown.identity.Identity;
import dev.ringdown.protocol.CloseReason;
import java.util.List;

/** Whose session it is and how it goes on or ends, as the parts of a session see it. Confined to its event loop. */
interface SessionLife {
    /** Names the session in logs and in {@code welcome}. */
    String id();

    Identity identity();

    /** The holder has proved itself again; returns topics that it may not read any more, and has lost. */
    List<String> renew(Identity successor);

    /** Closes the connection, unless the session has ended; nothing is received from then on. */
    void close(CloseReason reason);
}
