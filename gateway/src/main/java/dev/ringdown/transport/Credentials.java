package dev.ringdown.transport;

import dev.ringdown.auth.Credential;
import dev.ringdown.http.BearerToken;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a handshake may carry its credential; the first found wins: query {@code token}, query {@code accesskey},
 * {@code Authorization: Bearer}, a subprotocol {@code bearer.<token>}.
 */
final class Credentials {
    private Credentials() {}

    static @Nullable Credential of(QueryStringDecoder query, HttpHeaders headers) {
        String token = parameter(query, "token");
        if (token != null) {
            return new Credential.Token(token);
        }
        String accessKey = parameter(query, "accesskey");
        if (accessKey != null) {
            return new Credential.AccessKey(accessKey);
        }
        String bearer = BearerToken.of(headers.get(HttpHeaderNames.AUTHORIZATION));
        if (bearer == null) {
            bearer = subprotocol(headers);
        }
        return bearer == null ? null : new Credential.Token(bearer);
    }

    private static @Nullable String parameter(QueryStringDecoder query, String name) {
        List<String> values = query.parameters().get(name);
        return values == null || values.get(0).isEmpty() ? null : values.get(0);
    }

    private static @Nullable String subprotocol(HttpHeaders headers) {
        for (String offered : Subprotocols.offered(headers)) {
            if (offered.startsWith(Subprotocols.BEARER) && offered.length() > Subprotocols.BEARER.length()) {
                return offered.substring(Subprotocols.BEARER.length());
            }
        }
        return null;
    }
}
