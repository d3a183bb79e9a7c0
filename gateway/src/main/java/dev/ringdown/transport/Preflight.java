package dev.ringdown.transport;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What browsers ask before a page of another origin may read an event stream with headers of its own (CORS preflight, Fetch
 * section 3.2.2): those that read streams by fetch come back with {@code Last-Event-ID}, and send {@code Authorization}.
 * Stateless.
 */
final class Preflight {
    /** As long as any browser remembers the answer. */
    private static final String MAX_AGE_SECONDS = "86400";

    private Preflight() {}

    static boolean isOne(HttpRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaderNames.ORIGIN)
                && request.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** Whatever headers a page wants to send, none lets it in: a credential does. */
    static Answer answer(HttpRequest request, Origins origins) {
        HttpHeaders headers = request.headers();
        String origin = headers.get(HttpHeaderNames.ORIGIN);
        if (!origins.allows(origin)) {
            return Problem.of(403, "Forbidden", "the origin of this page is not on the list (origins)")
                    .toAnswer();
        }
        Map<String, String> answer = new LinkedHashMap<>(origins.permission(origin));
        answer.put("Access-Control-Allow-Methods", "GET");
        String wanted = String.join(", ", headers.getAll(HttpHeaderNames.ACCESS_CONTROL_REQUEST_HEADERS));
        if (!wanted.isBlank()) {
            answer.put("Access-Control-Allow-Headers", wanted);
        }
        answer.put("Access-Control-Max-Age", MAX_AGE_SECONDS);
        answer.put("Vary", "Origin, Access-Control-Request-Headers");
        return new Answer(204, "", new byte[0], answer);
    }
}
