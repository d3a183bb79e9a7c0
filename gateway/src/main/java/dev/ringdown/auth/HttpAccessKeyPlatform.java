package dev.ringdown.auth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.filter.FilteringParserDelegate;
import com.fasterxml.jackson.core.filter.JsonPointerBasedFilter;
import com.fasterxml.jackson.core.filter.TokenFilter;
import dev.ringdown.fetch.BoundedHttp;
import dev.ringdown.json.PeerJson;
import dev.ringdown.topic.UuidText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
    private final BoundedHttp http;

    HttpAccessKeyPlatform(LookupOptions options) {
        this.options = options;
        this.customerAt = JsonPointer.compile(options.customerAt());
        // The key is for this address alone.
        this.http = new BoundedHttp(options.timeout(), MAX_ANSWER_BYTES, HttpClient.Redirect.NEVER);
    }

    @Override
    public CompletableFuture<PlatformAnswer> ask(String key) {
        return http.send(request(key))
                .handle((response, failure) ->
                        response == null ? new PlatformAnswer.NoAnswer(http.reason(failure)) : answer(response));
    }

    private HttpRequest.Builder request(String key) {
        String shown = "accesskey=" + URLEncoder.encode(key, StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder().header("Accept", "application/json");
        if (options.keyInQuery()) {
            String separator = options.url().getRawQuery() == null ? "?" : "&";
            return request.uri(URI.create(options.url() + separator + shown));
        }
        return request.uri(options.url()).header("Cookie", shown);
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
}
