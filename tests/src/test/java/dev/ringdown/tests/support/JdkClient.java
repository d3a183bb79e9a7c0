package dev.ringdown.tests.support;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JDK's WebSocket. Its listener runs on a thread of the HttpClient and hands messages over through a queue. */
public final class JdkClient implements Client {
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final WebSocket webSocket;
    private final Shape shape;

    private JdkClient(HttpClient http, String url) {
        shape = Shape.of(url);
        try {
            webSocket = http.newWebSocketBuilder()
                    .connectTimeout(Patience.LIMIT)
                    .buildAsync(URI.create(url), new Listener())
                    .join();
        } catch (CompletionException e) {
            throw new AssertionError("not connected to " + url, e);
        }
    }

    public static JdkClient connect(HttpClient http, String url) {
        return new JdkClient(http, url);
    }

    private final class Listener implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(text.toString());
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            closed.completeExceptionally(error);
        }
    }

    @Override
    public void send(String text) {
        Contract.assertClientMessage(text);
        webSocket.sendText(text, true).join();
    }

    @Override
    public String next() {
        String text = Waiting.forNext(messages);
        shape.assertServerMessage(text);
        return text;
    }

    @Override
    public void close() {
        webSocket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();
        closed.orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }
}
