package dev.ringdown.tests.support;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** OkHttp's WebSocket. Its listener runs on a thread of OkHttp and hands messages over through a queue. */
public final class OkHttpWebSocket implements Client {
    private static final int NORMAL = 1000;

    private final OkHttpClient http =
            new OkHttpClient.Builder().readTimeout(Patience.LIMIT).build();
    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<Integer> opened = new CompletableFuture<>();
    private final WebSocket webSocket;
    private final Shape shape;

    public OkHttpWebSocket(String url) {
        shape = Shape.of(url);
        webSocket = http.newWebSocket(new Request.Builder().url(url).build(), new Listener());
        opened.orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private final class Listener extends WebSocketListener {
        @Override
        public void onOpen(WebSocket socket, Response response) {
            opened.complete(response.code());
        }

        @Override
        public void onMessage(WebSocket socket, String text) {
            messages.add(text);
        }

        @Override
        public void onClosed(WebSocket socket, int code, String reason) {
            closed.complete(code);
        }

        @Override
        public void onFailure(WebSocket socket, Throwable error, @Nullable Response response) {
            opened.completeExceptionally(error);
            closed.completeExceptionally(error);
        }
    }

    @Override
    public void send(String text) {
        Contract.assertClientMessage(text);
        webSocket.send(text);
    }

    @Override
    public String next() {
        String text = Waiting.forNext(messages);
        shape.assertServerMessage(text);
        return text;
    }

    @Override
    public void close() {
        webSocket.close(NORMAL, "done");
        closed.orTimeout(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS).join();
        http.dispatcher().executorService().shutdown();
        http.connectionPool().evictAll();
    }
}
