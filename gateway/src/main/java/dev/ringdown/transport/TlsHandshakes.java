package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.ClientNetwork;
import dev.ringdown.limits.FairExecutor;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Executor;

/**
 * How a port speaks TLS. What a handshake computes, a signature above all, takes milliseconds: that is done apart from the event
 * loops, and client networks take turns at it, so that a crowd of handshakes from one holds up neither deliveries nor the
 * handshakes of others. Thread-safe.
 */
public final class TlsHandshakes {
    private final SslContext context;
    private final FairExecutor<ClientNetwork> executor;

    /** @param executor where handshakes compute; of one that it refuses the connection ends */
    public TlsHandshakes(SslContext context, Executor executor) {
        this.context = requireNonNull(context, "context");
        this.executor = new FairExecutor<>(executor);
    }

    /** @param place of the socket, which knows where it comes from when there is something to compute */
    SslHandler handler(ByteBufAllocator buffers, SocketPlace place) {
        SslHandler handler =
                context.newHandler(buffers, task -> executor.execute(ClientNetwork.of(place.peer()), task));
        handler.setHandshakeTimeoutMillis(0); // the deadline is one for all
        return handler;
    }
}
