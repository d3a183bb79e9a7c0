package dev.ringdown.client;

import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of the JDK. What comes is handed to the loop, and no more than {@link #WINDOW} parts are on their way there:
 * an application that is slow slows the server down, and nothing piles up here.
 */
final class JdkSocket implements Socket, WebSocket.Listener {
    /** Messages, or parts of them, that may wait for the loop. */
    private static final int WINDOW = 64;

    private final Loop loop;
    private final SocketListener listener;
    private final int maxMessageChars;
    private final Duration closeTimeout;
    private final CompletableFuture<@Nullable Void> gone = new CompletableFuture<>();

    // The JDK's thread that receives
    private final StringBuilder partial = new StringBuilder();

    // The loop; closed is read elsewhere
    private volatile boolean closed;
    private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> opening = sending;
    private @Nullable WebSocket webSocket; // null before it is open
    private Loop.@Nullable Timer cutting;

    JdkSocket(Loop loop, SocketListener listener, int maxMessageChars, Duration closeTimeout) {
        this.loop = loop;
        this.listener = listener;
        this.maxMessageChars = maxMessageChars;
        this.closeTimeout = closeTimeout;
    }

    void open(WebSocket.Builder handshake, URI address) {
        opening = handshake.buildAsync(address, this).whenComplete((opened, failure) -> {
            if (failure != null) {
                loop.execute(() -> end(Ending.of(causeOf(failure))));
            }
        });
    }

    private static Throwable causeOf(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof CompletionException && cause != null ? cause : failure;
    }

    @Override
    public void onOpen(WebSocket opened) {
        loop.execute(() -> {
            webSocket = opened;
            if (closed) {
                opened.abort();
                end(new Ending(Protocol.ABNORMAL, "closed"));
            } else {
                listener.onOpen(opened.getSubprotocol());
            }
        });
        opened.request(WINDOW);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        if (part.length() > maxMessageChars - partial.length()) {
            partial.setLength(0);
            refuse(from, new Ending(Protocol.TOO_LARGE, "a message of more than " + maxMessageChars + " characters"));
            return null;
        }
        partial.append(part);
        if (last) {
            String text = partial.toString();
            partial.setLength(0);
            loop.execute(() -> {
                if (!closed) {
                    listener.onText(text);
                }
                from.request(1); // also when it is closed: the answer to the close is still to come
            });
        } else {
            from.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer bytes, boolean last) {
        refuse(from, new Ending(Protocol.NOT_TEXT, "binary frames are not understood"));
        return null;
    }

    private void refuse(WebSocket from, Ending ending) {
        loop.execute(() -> {
            if (!closed) {
                close();
                listener.onEnd(ending);
            }
            from.request(1);
        });
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        loop.execute(() -> end(new Ending(code, reason)));
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        loop.execute(() -> end(Ending.of(failure)));
    }

    @Override
    public void send(String text) {
        WebSocket open = webSocket;
        if (open != null && !closed) {
            sending = sending.thenCompose(sent -> open.sendText(text, true)).whenComplete((sent, failure) -> {
                if (failure != null) {
                    loop.execute(() -> end(Ending.of(causeOf(failure))));
                }
            });
        }
    }

    @Override
    public void close() {
        if (closed || gone.isDone()) {
            return;
        }
        closed = true;
        WebSocket open = webSocket;
        if (open == null) {
            opening.cancel(true);
            gone.complete(null);
            return;
        }
        cutting = loop.schedule(
                () -> {
                    open.abort();
                    gone.complete(null);
                },
                closeTimeout.toMillis());
        sending = open.sendClose(Protocol.NORMAL, "").whenComplete((sent, failure) -> {
            if (failure != null) {
                open.abort();
                gone.complete(null);
            }
        });
    }

    private void end(Ending ending) {
        if (cutting != null) {
            cutting.cancel();
        }
        if (gone.complete(null) && !closed) {
            listener.onEnd(ending);
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Completed when nothing comes or goes any more. */
    CompletableFuture<@Nullable Void> gone() {
        return gone;
    }

    void whenGone(Runnable task) {
        CompletableFuture<?> unused = gone.thenRun(task);
    }
}
