package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether the cookies of a request count. Browsers add them to what any page asks for, and a WebSocket is not bound by the
 * same-origin policy, so those of a foreign page would lend it its visitor's session ({@code docs/decisions/0025}).
 * Thread-safe.
 */
final class CookieRule {
    private static final String FETCH_SITE = "sec-fetch-site";
    private static final String FORWARDED_PROTO = "x-forwarded-proto";
    private static final String HTTPS = "https";
    private static final String HTTP = "http";

    private final Origins origins;
    private final TrustedProxies proxies;

    /** @param proxies knows which peers are believed when they say over what the client came */
    CookieRule(Origins origins, TrustedProxies proxies) {
        this.origins = requireNonNull(origins, "origins");
        this.proxies = requireNonNull(proxies, "proxies");
    }

    /**
     * Decides on one request.
     *
     * @param tls whether it came over TLS to this port
     */
    boolean counts(HttpHeaders headers, boolean tls, @Nullable InetAddress peer) {
        if (headers.containsValue(FETCH_SITE, "cross-site", true)) {
            return false; // the browser itself says so (Fetch Metadata Request Headers, section 2.4)
        }
        List<String> origin = headers.getAll(HttpHeaderNames.ORIGIN);
        if (origin.isEmpty()) {
            return true; // no page, or one that asks its own host for a stream
        }
        return origin.size() == 1
                && (origins.names(origin.get(0)) || isOwn(origin.get(0), headers, scheme(headers, tls, peer)));
    }

    /**
     * Whether an origin is where the request itself went. A host without a port means the default port of the origin's
     * scheme: behind a proxy that speaks TLS nothing here tells which scheme the browser used.
     *
     * @param scheme of the request, null if it is not known
     */
    private static boolean isOwn(String origin, HttpHeaders headers, @Nullable String scheme) {
        List<String> host = headers.getAll(HttpHeaderNames.HOST);
        int end = origin.indexOf("://");
        if (host.size() != 1 || end < 0) {
            return false;
        }
        String originScheme = origin.substring(0, end).toLowerCase(Locale.ROOT);
        if (!originScheme.equals(HTTPS) && !originScheme.equals(HTTP)) {
            return false;
        }
        return (scheme == null || scheme.equals(originScheme))
                && authority(origin.substring(end + 3), originScheme).equals(authority(host.get(0), originScheme));
    }

    /** Host and port in one spelling: in lower case, and without the port if it is the scheme's default. */
    private static String authority(String text, String scheme) {
        String authority = text.strip().toLowerCase(Locale.ROOT);
        String defaultPort = scheme.equals(HTTPS) ? ":443" : ":80";
        return authority.endsWith(defaultPort)
                ? authority.substring(0, authority.length() - defaultPort.length())
                : authority;
    }

    private @Nullable String scheme(HttpHeaders headers, boolean tls, @Nullable InetAddress peer) {
        if (tls) {
            return HTTPS;
        }
        String forwarded = headers.get(FORWARDED_PROTO);
        if (forwarded == null || peer == null || !proxies.have(peer)) {
            return null;
        }
        return switch (forwarded.split(",", 2)[0].strip().toLowerCase(Locale.ROOT)) { // of the first proxy
            case HTTPS, "wss" -> HTTPS;
            case HTTP, "ws" -> HTTP;
            default -> null;
        };
    }
}
