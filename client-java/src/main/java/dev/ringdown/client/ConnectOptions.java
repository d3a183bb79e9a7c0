package dev.ringdown.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to connect. Immutable: the methods that change something return other options.
 *
 * @param url {@code ws:}, {@code wss:}, {@code http:} or {@code https:}, such as {@code wss://events.example.com/v1.0/ws}
 * @param token the first token, or the only one; it travels in the header {@code Authorization}
 * @param tokens gets a new token each time; without it the connection stops with code 4401 when the token ends
 * @param accesskey an access key instead of a token; it travels in the address, for which the protocol has no other place
 * @param connectTimeout until there must be a token, and again until the server must have greeted, 15 s by default
 * @param minBackoff the limit of the first wait, 1 s by default
 * @param maxBackoff the limit of every wait, 30 s by default
 * @param closeTimeout how long the server has to answer a close before the line is cut, 1 s by default
 * @param maxMessageChars the largest message that is taken, 16 Mi characters by default; a larger one stops the connection
 *     with code 1009
 * @param httpClient makes the WebSockets, for a proxy or trust of one's own; null for one with the JDK's defaults
 */
public record ConnectOptions(
        URI url,
        @Nullable String token,
        @Nullable TokenSupplier tokens,
        @Nullable String accesskey,
        Duration connectTimeout,
        Duration minBackoff,
        Duration maxBackoff,
        Duration closeTimeout,
        int maxMessageChars,
        @Nullable HttpClient httpClient) {
    private static final Duration SHORTEST = Duration.ofMillis(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    public ConnectOptions {
        requireNonNull(url, "url");
        String scheme = url.getScheme();
        if (scheme == null || !scheme.matches("(?i)wss?|https?") || url.getHost() == null) {
            throw new IllegalArgumentException("url: " + withoutQuery(url) + " (expected: wss://host…)");
        }
        if (accesskey != null && (token != null || tokens != null)) {
            throw new IllegalArgumentException("accesskey: beside a token (expected: one of them)");
        }
        checkCredential("token", token);
        checkCredential("accesskey", accesskey);
        check("connectTimeout", connectTimeout);
        check("minBackoff", minBackoff);
        check("maxBackoff", maxBackoff);
        check("closeTimeout", closeTimeout);
        if (maxBackoff.compareTo(minBackoff) < 0) {
            throw new IllegalArgumentException("maxBackoff: " + maxBackoff + " (expected: not below minBackoff)");
        }
        if (maxMessageChars < 1) {
            throw new IllegalArgumentException("maxMessageChars: " + maxMessageChars + " (expected: 1 or more)");
        }
    }

    /** The defaults, without a credential. */
    public static ConnectOptions to(URI url) {
        return new ConnectOptions(
                url,
                null,
                null,
                null,
                Duration.ofSeconds(15),
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1),
                16 * 1024 * 1024,
                null);
    }

    /** The defaults, without a credential. */
    public static ConnectOptions to(String url) {
        return to(URI.create(url));
    }

    public ConnectOptions token(String newToken) {
        return with(newToken, tokens, accesskey, httpClient);
    }

    public ConnectOptions tokens(TokenSupplier newTokens) {
        return with(token, newTokens, accesskey, httpClient);
    }

    public ConnectOptions accesskey(String newAccesskey) {
        return with(token, tokens, newAccesskey, httpClient);
    }

    public ConnectOptions httpClient(HttpClient newHttpClient) {
        return with(token, tokens, accesskey, newHttpClient);
    }

    public ConnectOptions connectTimeout(Duration newConnectTimeout) {
        return with(newConnectTimeout, minBackoff, maxBackoff, closeTimeout, maxMessageChars);
    }

    /** The limits of the first wait and of every wait. */
    public ConnectOptions backoff(Duration newMinBackoff, Duration newMaxBackoff) {
        return with(connectTimeout, newMinBackoff, newMaxBackoff, closeTimeout, maxMessageChars);
    }

    public ConnectOptions closeTimeout(Duration newCloseTimeout) {
        return with(connectTimeout, minBackoff, maxBackoff, newCloseTimeout, maxMessageChars);
    }

    public ConnectOptions maxMessageChars(int newMaxMessageChars) {
        return with(connectTimeout, minBackoff, maxBackoff, closeTimeout, newMaxMessageChars);
    }

    private ConnectOptions with(
            @Nullable String newToken,
            @Nullable TokenSupplier newTokens,
            @Nullable String newAccesskey,
            @Nullable HttpClient newHttpClient) {
        return new ConnectOptions(
                url,
                newToken,
                newTokens,
                newAccesskey,
                connectTimeout,
                minBackoff,
                maxBackoff,
                closeTimeout,
                maxMessageChars,
                newHttpClient);
    }

    private ConnectOptions with(
            Duration newConnectTimeout,
            Duration newMinBackoff,
            Duration newMaxBackoff,
            Duration newCloseTimeout,
            int newMaxMessageChars) {
        return new ConnectOptions(
                url,
                token,
                tokens,
                accesskey,
                newConnectTimeout,
                newMinBackoff,
                newMaxBackoff,
                newCloseTimeout,
                newMaxMessageChars,
                httpClient);
    }

    /** Whether it can stand in a header; null is none. */
    static void checkCredential(String name, @Nullable String secret) {
        if (secret != null && (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7F))) {
            throw new IllegalArgumentException(name + ": not shown (expected: one or more visible ASCII characters)");
        }
    }

    private static void check(String name, Duration duration) {
        requireNonNull(duration, name);
        if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + duration + " (expected: 1 ms to 1 h)");
        }
    }

    private static String withoutQuery(URI url) {
        return url.toString().replaceFirst("[?#].*", ""); // it may hold a credential
    }

    /** Where it goes, and nothing secret. */
    @Override
    public String toString() {
        return "ConnectOptions[url=" + withoutQuery(url) + "]";
    }
}
