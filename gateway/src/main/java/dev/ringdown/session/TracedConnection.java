package dev.ringdown.session;

import dev.ringdown.fanout.Frames;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import dev.ringdown.trace.DeliveryTrace;

/** A connection of which a trace is told what is said on it. Confined to its event loop. */
final class TracedConnection implements Connection {
    private final Connection connection;
    private final DeliveryTrace trace;

    TracedConnection(Connection connection, DeliveryTrace trace) {
        this.connection = connection;
        this.trace = trace;
    }

    /** The same without the trace. */
    Connection untraced() {
        return connection;
    }

    @Override
    public Peer peer() {
        return connection.peer();
    }

    @Override
    public boolean isWritable() {
        return connection.isWritable();
    }

    @Override
    public long unsentBytes() {
        return connection.unsentBytes();
    }

    /** Events are noted by the feed, which knows where they come from. */
    @Override
    public void write(Frames frames) {
        connection.write(frames);
    }

    @Override
    public void write(Frames frames, Runnable taken) {
        connection.write(frames, taken);
    }

    @Override
    public void send(ServerMessage message) {
        trace.told(message);
        connection.send(message);
    }

    @Override
    public boolean ping() {
        return connection.ping();
    }

    @Override
    public void close(CloseReason reason) {
        connection.close(reason);
    }

    @Override
    public void close(CloseReason reason, long reconnectMillis) {
        connection.close(reason, reconnectMillis);
    }
}
