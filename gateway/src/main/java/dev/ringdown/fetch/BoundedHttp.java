package dev.ringdown.fetch;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Fetches what others have, by HTTP: not for longer than a time, and not more than so much. Thread-safe; nothing blocks. */
public final class BoundedHttp {
    private final HttpClient client;
    private final Duration timeout;
    private final int maxBytes;

    /**
     * @param timeout for each exchange, from the connecting to the end of the answer
     * @param maxBytes of an answer
     */
    public BoundedHttp(Duration timeout, int maxBytes, HttpClient.Redirect redirects) {
        this.timeout = timeout;
        this.maxBytes = maxBytes;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(redirects)
                .connectTimeout(timeout)
                .build();
    }

    /** Completes exceptionally if there is no answer, or too much of one; {@link #reason} says it in words. */
    public CompletableFuture<HttpResponse<byte[]>> send(HttpRequest.Builder request) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request.timeout(timeout).build(), head -> new BoundedBody(maxBytes));
        // The timeout of the request ends with the head of the answer; this one is for all of it.
        CompletableFuture<Void> late =
                new CompletableFuture<Void>().completeOnTimeout(null, timeout.toMillis(), TimeUnit.MILLISECONDS);
        var unused = late.thenRun(() -> exchange.cancel(true));
        return exchange.whenComplete((response, failure) -> late.cancel(false)); // else the answer is held until then
    }

    /** The kind of a failure only: its message may have the address in it, and that a secret. */
    public String reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        return cause instanceof BoundedBody.TooLargeException
                ? "an answer of more than " + maxBytes + " bytes"
                : String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
    }
}
