package dev.ringdown.auth;

import java.net.URI;
import java.time.Duration;

/**
 * How access keys that the configuration does not list are looked up at the platform.
 *
 * @param url what is fetched with the key, such as {@code https://api.voipbin.net/v1.0/customer}
 * @param customerAt a JSON pointer (RFC 6901) to the customer's id in the answer
 * @param keyInQuery whether the key stands in the query parameter {@code accesskey}, and not in the cookie of that name
 * @param ttl how long it holds that a key is good; then open connections are asked about again
 * @param refusedTtl how long it holds that one is not
 * @param timeout until an answer must be there
 * @param maxKeys keys, and client addresses, that are remembered
 * @param maxRequests requests under way at a time
 * @param perMinute keys of one client address that are asked about in a minute
 */
public record LookupOptions(
        URI url,
        String customerAt,
        boolean keyInQuery,
        Duration ttl,
        Duration refusedTtl,
        Duration timeout,
        int maxKeys,
        int maxRequests,
        int perMinute) {}
