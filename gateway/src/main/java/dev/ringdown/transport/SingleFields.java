package dev.ringdown.transport;

import dev.ringdown.http.Problem;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Header fields of which a request has one line at most (RFC 9110 section 5.3, RFC 6455 section 11.3). Of two, whoever looked at the
 * request before may have taken the other one. {@code Host} is for {@link HostNames}, {@code Content-Length} for the codec.
 * Stateless.
 */
final class SingleFields {
    private static final Set<String> NAMES = Set.of(
            "authorization",
            "content-encoding",
            "content-type",
            "last-event-id",
            "origin",
            "sec-websocket-key",
            "sec-websocket-version",
            "x-voipbin-signature");

    private SingleFields() {}

    /** Why a request with these headers is refused, or null. */
    static @Nullable Problem faultOf(HttpHeaders headers) {
        for (String name : NAMES) {
            if (headers.getAll(name).size() > 1) {
                return moreThanOne(name);
            }
        }
        return null;
    }

    /** @param repeated the names that are there more than once, in lower case */
    static @Nullable Problem faultOf(Set<String> repeated) {
        if (repeated.isEmpty()) {
            return null;
        }
        Set<String> wrong = new TreeSet<>(repeated);
        wrong.retainAll(NAMES);
        return wrong.isEmpty() ? null : moreThanOne(wrong.iterator().next());
    }

    private static Problem moreThanOne(String name) {
        return Problem.of(400, "Bad Request", name + ": more than one (expected: one line of it)");
    }
}
