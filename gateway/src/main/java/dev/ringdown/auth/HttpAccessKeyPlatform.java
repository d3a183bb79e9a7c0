package dev.ringdown.auth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import dev.ringdown.json.PeerJson;
import dev.ringdown.topic.UuidText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Asks VoIPBin's HTTP API about access keys as its clients show them: in the cookie or the query parameter {@code
 * accesskey} ({@code getAccesskey} in {@code bin-api-manager/lib/middleware/authenticate.go}). Thread-safe.
 */
final class HttpAccessKeyPlatform implements AccessKeyPlatform {
    /** A customer of VoIPBin has about one KiB. */
    static final int MAX_ANSWER_BYTES = 64 * 1024;

    private final LookupOptions options;
    private final JsonPointer customerAt;
    private final HttpClient client;

    HttpAccessKeyPlatform(LookupOptions options) {
        this.options = options;
        this.customerAt = JsonPointer.compile(options.customerAt());
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER) // the key is for this address alone
                .connectTimeout(options.timeout())
                .build();
    }

    @Override
    public CompletableFuture<PlatformAnswer> ask(String key) {
        CompletableFuture<HttpResponse<byte[]>> exchange =
                client.sendAsync(request(key), head -> new BoundedBody(MAX_ANSWER_BYTES));
        // The timeout of the request ends with the head of the answer; this one is for all of it.
        CompletableFuture.delayedExecutor(options.timeout().toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> exchange.cancel(true));
        return exchange.handle((response, failure) ->
                response == null ? new PlatformAnswer.NoAnswer(reason(failure)) : answer(response));
    }

    private HttpRequest request(String key) {
        String shown = "accesskey=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        HttpRequest.Builder request =
                HttpRequest.newBuilder().timeout(options.timeout()).header("Accept", "application/json");
        if (options.keyInQuery()) {
            String separator = options.url().getRawQuery() == null ? "?" : "&";
            return request.uri(URI.create(options.url() + separator + shown)).build();
        }
        return request.uri(options.url()).header("Cookie", shown).build();
    }

    private PlatformAnswer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status == 401 || status == 403) {
            return new PlatformAnswer.Refusal(status == 403);
        }
        if (status / 100 != 2) {
            return new PlatformAnswer.NoAnswer("status " + status);
        }
        UUID customer = customer(response.body());
        return customer == null
                ? new PlatformAnswer.NoAnswer("status " + status + " without the UUID of a customer at " + customerAt)
                : new PlatformAnswer.Customer(customer);
    }

    private @Nullable UUID customer(byte[] body) {
        try (JsonParser parser = new FilteringParserDelegate(
                PeerJson.parser(body),
                new JsonPointerBasedFilter(customerAt),
                TokenFilter.Inclusion.ONLY_INCLUDE_ALL,
                false)) {
            return parser.nextToken() == JsonToken.VALUE_STRING ? UuidText.parsePresent(parser.getText()) : null;
        } catch (IOException e) {
            return null; // no JSON, and so no customer
        }
    }

    /** The kind of the failure only: a message may have the address in it, and that the key. */
    private String reason(@Nullable Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
            return "no answer within " + options.timeout().toMillis() + " ms";
        }
        return cause instanceof BoundedBody.TooLargeException
                ? "an answer of more than " + MAX_ANSWER_BYTES + " bytes"
                : String.valueOf(cause == null ? null : cause.getClass().getSimpleName());
    }
}
