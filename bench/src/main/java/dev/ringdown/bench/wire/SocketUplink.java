package dev.ringdown.bench.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/** Publishes by WebSocket messages, which nobody answers. Confined to the event loop of its connection. */
public final class SocketUplink implements Uplink {
    private final ByteBuf greeting;
    private final FrameScanner frames = new FrameScanner();
    private @Nullable Handshake handshake = new Handshake();

    /**
     * @param authority host and port, as the server shall see them
     * @param target the path on which messages are published
     */
    public SocketUplink(String authority, String target) {
        this.greeting = Handshake.request(authority, target);
    }

    @Override
    public ByteBuf greeting() {
        return greeting;
    }

    @Override
    public boolean isAnswered() {
        return false;
    }

    @Override
    public void read(ByteBuf in, Sink sink) {
        try {
            if (handshake != null) {
                if (!handshake.isUpgraded(in)) {
                    return;
                }
                handshake = null;
                sink.onReady();
            }
            frames.scan(in, (opcode, from, start, end) -> {
                if (opcode == FrameScanner.PING) {
                    sink.answer(ClientFrames.pong(from, start, end));
                } else if (opcode == FrameScanner.CLOSE) {
                    sink.onRefused("publishing was ended by the server");
                }
                return true;
            });
        } catch (Handshake.RefusedException e) {
            sink.onRefused(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void close() {
        frames.close();
    }
}
