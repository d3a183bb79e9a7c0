package dev.ringdown.tests.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an HTTP server answered. Immutable.
 *
 * @param headers names in lower case
 */
public record HttpAnswer(int status, Map<String, String> headers, String body) {
    static HttpAnswer of(HttpResponse<String> response) {
        Map<String, String> headers = new HashMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.get(0)));
        return new HttpAnswer(response.statusCode(), headers, response.body());
    }

    /** Reads one answer off a connection, and not a byte more. */
    static HttpAnswer read(DataInputStream in) throws IOException {
        String[] statusLine = line(in).split(" ", 3);
        Map<String, String> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = new byte[Integer.parseInt(headers.getOrDefault("content-length", "0"))];
        in.readFully(body);
        return new HttpAnswer(Integer.parseInt(statusLine[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String line(DataInputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection ended in a line of a header: " + line);
            }
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** The value of a header, null if it is not there; {@code name} in lower case. */
    public @Nullable String header(String name) {
        return headers.get(name);
    }

    public JsonNode json() {
        return Json.parse(body);
    }

    /** It must be a problem (RFC 9457) with this status, and its detail must contain this. */
    public HttpAnswer assertProblem(int expectedStatus, String inDetail) {
        assertThat(status).as("status of %s", this).isEqualTo(expectedStatus);
        assertThat(header("content-type")).isEqualTo("application/problem+json");
        assertThat(json().path("status").asInt()).isEqualTo(expectedStatus);
        Contract.assertKept("problem", json());
        assertThat(json().path("detail").asText()).contains(inDetail);
        return this;
    }

    /** It must tell when to come back. */
    public void assertRetryAfter() {
        assertThat(header("retry-after")).as("Retry-After of %s", this).matches("[1-9][0-9]*");
    }
}
