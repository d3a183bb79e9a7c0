package dev.ringdown.auth;

import dev.ringdown.fetch.BoundedHttp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.concurrent.CompletableFuture;

/** A key set behind an address. Thread-safe; nothing blocks. */
final class HttpKeySetPage implements KeySetPage {
    private final KeySetOptions options;
    private final BoundedHttp http;

    HttpKeySetPage(KeySetOptions options) {
        this.options = options;
        this.http = new BoundedHttp(options.timeout(), options.maxBytes(), HttpClient.Redirect.NORMAL);
    }

    @Override
    public CompletableFuture<Content> fetch() {
        HttpRequest.Builder request = HttpRequest.newBuilder(options.location())
                .header("Accept", "application/jwk-set+json, application/json");
        return http.send(request)
                .handle((response, failure) ->
                        response == null ? new Content(null, http.reason(failure)) : content(response));
    }

    private static Content content(HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            return new Content(null, "status " + response.statusCode());
        }
        try {
            return new Content(KeySet.parse(new String(response.body(), StandardCharsets.UTF_8)), "");
        } catch (ParseException e) {
            return new Content(null, "not a key set: " + e.getMessage());
        }
    }
}
