package dev.ringdown.bench.server;

import java.net.InetSocketAddress;

/**
 * The server that is measured. Immutable.
 *
 * @param open the public port
 * @param internal the port for publishers
 * @param tokenSecret with which tokens are signed
 * @param publisherKey with which events are published
 * @param pid -1 if it is not known
 */
public record Target(
        InetSocketAddress open, InetSocketAddress internal, String tokenSecret, String publisherKey, long pid) {
    /** Parses {@code host:port}, whatever scheme is before and path behind it. */
    public static InetSocketAddress address(String option, String text) {
        String rest = text.contains("://") ? text.substring(text.indexOf("://") + 3) : text;
        String authority = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        int colon = authority.lastIndexOf(':');
        try {
            return new InetSocketAddress(
                    authority.substring(0, Math.max(0, colon)), Integer.parseInt(authority.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + ": " + text + " (expected: host:port)", e);
        }
    }
}
