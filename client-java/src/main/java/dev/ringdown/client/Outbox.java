package dev.ringdown.client;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a client says on one socket, never faster than the server likes: beyond so many messages a second, the rest waits for
 * the next one. The order stays. Confined to its loop.
 */
final class Outbox {
    private static final long SECOND = 1000;

    private final Consumer<String> write;
    private final Loop loop;
    private final Queue<String> waiting = new ArrayDeque<>();
    private int left = Protocol.MESSAGES_PER_SECOND;
    private Loop.@Nullable Timer timer;

    Outbox(Consumer<String> write, Loop loop) {
        this.write = write;
        this.loop = loop;
    }

    void send(String message) {
        waiting.add(message);
        flush();
    }

    /** The socket is gone. */
    void close() {
        waiting.clear();
        if (timer != null) {
            timer.cancel();
        }
    }

    private void flush() {
        while (left > 0 && !waiting.isEmpty()) {
            left--;
            write.accept(waiting.remove());
            if (timer == null) {
                timer = loop.schedule(this::nextSecond, SECOND);
            }
        }
    }

    private void nextSecond() {
        timer = null;
        left = Protocol.MESSAGES_PER_SECOND;
        flush();
    }
}
