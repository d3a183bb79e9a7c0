package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.session.Session;
import io.netty.channel.ChannelHandlerContext;
import org.jspecify.annotations.Nullable;

/** What one request of the public port asks for, on its way to a session. Confined to the channel's event loop. */
interface Opening {
    /** What is wrong with the request, whoever sent it; null if nothing is. */
    @Nullable
    Problem fault();

    /** Why this identity cannot have it; null if it can. */
    @Nullable
    Problem faultFor(Identity identity);

    /** How the client is told why it cannot have it. */
    Answer refusal(Problem problem);

    /**
     * Accepts the request and opens the session, in the same task in which {@link #faultFor} had nothing against it. The
     * pipeline is then what the session needs, but for the handler that calls this.
     *
     * @param address the client's
     * @param admitted to be released when the channel is gone; by the caller if this throws, which leaves no session behind
     */
    Session open(ChannelHandlerContext ctx, Identity identity, String address, ConnectionLimits.Admitted admitted);
}
