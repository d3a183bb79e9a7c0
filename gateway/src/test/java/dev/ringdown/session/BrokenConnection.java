package dev.ringdown.session;

import dev.ringdown.event.EventShape;
import dev.ringdown.fanout.Frames;
import dev.ringdown.message.ServerMessage;
import dev.ringdown.protocol.CloseReason;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection on which nothing but closing works. Confined to the test. */
final class BrokenConnection implements Connection {
    final List<CloseReason> closed = new ArrayList<>();

    @Override
    public Peer peer() {
        return new Peer("127.0.0.1", Transport.WEBSOCKET, null, false, EventShape.CLOUDEVENTS);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public long unsentBytes() {
        return 0;
    }

    @Override
    public long sentBytes() {
        return 0;
    }

    @Override
    public void write(Frames frames) {
        throw broken();
    }

    @Override
    public void write(Frames frames, Runnable taken) {
        throw broken();
    }

    @Override
    public void send(ServerMessage message) {
        throw broken();
    }

    @Override
    public boolean ping() {
        throw broken();
    }

    @Override
    public void close(CloseReason reason) {
        closed.add(reason);
    }

    @Override
    public void close(CloseReason reason, long reconnectMillis) {
        close(reason);
    }

    @Override
    public @Nullable CloseReason closeReason() {
        return closed.isEmpty() ? null : closed.get(0);
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("the pipeline is broken");
    }
}
