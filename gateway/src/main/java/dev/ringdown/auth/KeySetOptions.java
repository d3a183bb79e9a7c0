package dev.ringdown.auth;

import java.net.URI;
import java.time.Duration;

/**
 * Where the key set of tokens is, and how it is fetched if that is an address.
 *
 * @param location a file or an http(s) address
 * @param timeout until all of an answer must be there
 * @param maxBytes the most that an answer may have
 * @param holdFor how long keys hold that were fetched while the address does not answer
 */
public record KeySetOptions(URI location, Duration timeout, int maxBytes, Duration holdFor) {
    /** Whether it is fetched, and not read at the start. */
    boolean isFetched() {
        return location.getScheme() != null && location.getScheme().startsWith("http");
    }
}
