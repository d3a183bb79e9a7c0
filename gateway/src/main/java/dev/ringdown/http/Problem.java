package dev.ringdown.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.ringdown.protocol.Limit;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused, as RFC 9457 has it: {@code application/problem+json} with {@code title}, {@code status}
 * and {@code detail}, {@code limit} where one was reached, and {@code "stored":"unknown"} where that is so. Immutable.
 *
 * @param status the HTTP status
 * @param title the same for every problem of a kind
 * @param detail what was wrong with this request and what is right; never a credential
 * @param limit the limit that was reached, or null if that is not why
 * @param isMaybeStored whether what was sent may have been stored all the same
 * @param headers headers that belong to the refusal, such as {@code Retry-After}
 */
public record Problem(
        int status,
        String title,
        String detail,
        @Nullable Limit limit,
        boolean isMaybeStored,
        Map<String, String> headers) {
    /** What the member {@code stored} says. */
    public static final String UNKNOWN = "unknown";

    private static final String RETRY_AFTER = "Retry-After";
    private static final JsonFactory JSON = new JsonFactory();

    public static Problem of(int status, String title, String detail) {
        return new Problem(status, title, detail, null, false, Map.of());
    }

    /** The same problem with one more header. */
    public Problem withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Problem(status, title, detail, limit, isMaybeStored, more);
    }

    /** The same problem, naming the limit that was reached. */
    public Problem withLimit(Limit reached) {
        return new Problem(status, title, detail, reached, isMaybeStored, headers);
    }

    /** The same problem, telling that it is not known whether what was sent was stored. */
    public Problem maybeStored() {
        return new Problem(status, title, detail, limit, true, headers);
    }

    /** The same problem, telling the client to wait (RFC 9110 section 10.2.3). */
    public Problem retryAfterSeconds(long seconds) {
        return withHeader(RETRY_AFTER, Long.toString(seconds));
    }

    /** How long the client is told to wait, or null if it is not. */
    public @Nullable Long retryAfterSeconds() {
        String seconds = headers.get(RETRY_AFTER);
        return seconds == null ? null : Long.valueOf(seconds);
    }

    public Answer toAnswer() {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", title);
            json.writeNumberField("status", status);
            json.writeStringField("detail", detail);
            if (limit != null) {
                json.writeStringField("limit", limit.key());
            }
            if (isMaybeStored) {
                json.writeStringField("stored", UNKNOWN);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
        // A detail may quote half of a surrogate pair, which UTF-8 cannot spell: it becomes a question mark here.
        byte[] body = out.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(status, "application/problem+json", body, headers);
    }
}
