package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.http.Problem;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.ConnectionLimits;
import dev.ringdown.protocol.Limit;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * Who gets in at the public port: nobody while the node drains or is full, only pages of known origins, and of those whose
 * claim is proved as many as the limits allow. Thread-safe.
 */
public final class Admission {
    private final Origins origins;
    private final TrustedProxies proxies;
    private final CookieRule cookies;
    private final ConnectionLimits limits;

    private volatile boolean draining;

    /** @param proxies may say where requests come from */
    public Admission(Origins origins, TrustedProxies proxies, ConnectionLimits limits) {
        this.origins = requireNonNull(origins, "origins");
        this.proxies = requireNonNull(proxies, "proxies");
        this.cookies = new CookieRule(origins, proxies);
        this.limits = requireNonNull(limits, "limits");
    }

    /** Admits nobody any more, unless {@link #reopen} is called. */
    void drain() {
        draining = true;
    }

    /** Admits newcomers again: the node does not end after all. */
    void reopen() {
        draining = false;
    }

    /** Why nobody is admitted at this time, or null. */
    @Nullable
    Problem unready() {
        if (draining) {
            return Problem.of(503, "Service Unavailable", "this node is draining, connect again")
                    .retryAfterSeconds(1);
        }
        return limits.isFull() ? full() : null;
    }

    /** Why the page that sends a request may not, or null. */
    @Nullable
    Problem foreignPage(HttpHeaders headers) {
        return origins.allows(headers.get(HttpHeaderNames.ORIGIN))
                ? null
                : Problem.of(403, "Forbidden", "the origin of this page is not on the list (origins)");
    }

    /**
     * Who a request says that it is, and from where.
     *
     * @param peer null: the connection has gone meanwhile
     * @param tls whether it came over TLS to this port
     */
    Claim claim(HttpRequest request, @Nullable InetAddress peer, boolean tls) {
        boolean cookiesCount = cookies.counts(request.headers(), tls, peer);
        return new Claim(
                proxies.clientOf(peer, request.headers()),
                Credentials.of(new QueryStringDecoder(request.uri()), request.headers(), cookiesCount),
                cookiesCount);
    }

    /** Counts one more connection of somebody who has proved it, unless there are too many. */
    ConnectionLimits.Admission admit(Claim claim, Identity identity) {
        return limits.admit(claim.address().network(), identity.holderKey(), identity.customer());
    }

    /** How somebody is told that there are too many. */
    static Problem tooMany(Limit limit) {
        return limit == Limit.CONNECTIONS
                ? full()
                : Problem.of(429, "Too Many Requests", "too many connections (" + limit + ")")
                        .withLimit(limit)
                        .retryAfterSeconds(10);
    }

    private static Problem full() {
        return Problem.of(
                        503,
                        "Service Unavailable",
                        "this node has as many connections as it may have (" + Limit.CONNECTIONS + ")")
                .withLimit(Limit.CONNECTIONS)
                .retryAfterSeconds(10);
    }
}
