package dev.ringdown.session;

import dev.ringdown.fanout.Frames;
import dev.ringdown.protocol.CloseReason;
import java.util.ArrayList;
import java.util.List;

/** A connection on which nothing but closing works. Confined to the test. */
final class BrokenConnection implements Connection {
    final List<CloseReason> closed = new ArrayList<>();

    @Override
    public Peer peer() {
        return new Peer("127.0.0.1", "websocket", null, false);
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
    public void write(Frames frames) {
        throw broken();
    }

    @Override
    public void send(byte[] text) {
        throw broken();
    }

    @Override
    public void ping() {
        throw broken();
    }

    @Override
    public void close(CloseReason reason) {
        closed.add(reason);
    }

    private static IllegalStateException broken() {
        return new IllegalStateException("the pipeline is broken");
    }
}
