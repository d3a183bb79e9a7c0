package dev.ringdown.client;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server said when it greeted. Immutable.
 *
 * @param session names the session, for the server's operator
 * @param agent null if the credential is not an agent's
 * @param permissions of {@code superadmin}, {@code admin}, {@code manager}, {@code agent}, {@code direct}
 * @param expires when the credential ends; null if never
 */
public record Welcome(
        String session,
        String customer,
        @Nullable String agent,
        List<String> permissions,
        @Nullable Instant expires,
        Limits limits) {
    /**
     * What the server allows.
     *
     * @param messageBytes of one message of a client
     * @param topics of one session
     * @param heartbeat between two of them
     * @param retention how long events can be asked for
     */
    public record Limits(long messageBytes, long topics, Duration heartbeat, Duration retention) {}

    static Welcome of(JsonObject message) {
        JsonObject limits = message.object("limits");
        long heartbeatMillis = limits.integer("heartbeat");
        if (heartbeatMillis < 1 || heartbeatMillis > Integer.MAX_VALUE) {
            throw new MalformedMessageException("limits.heartbeat: " + heartbeatMillis + " (expected: milliseconds)");
        }
        return new Welcome(
                message.text("session"),
                message.text("customer"),
                message.textOrNull("agent"),
                message.texts("permissions"),
                expiresOf(message),
                new Limits(
                        limits.integer("messageBytes"),
                        limits.integer("topics"),
                        Duration.ofMillis(heartbeatMillis),
                        Duration.ofSeconds(limits.integer("retention"))));
    }

    /** The same with the end of another token. */
    Welcome until(@Nullable Instant newExpires) {
        return new Welcome(session, customer, agent, permissions, newExpires, limits);
    }

    static @Nullable Instant expiresOf(JsonObject message) {
        String expires = message.textOrNull("expires");
        try {
            return expires == null ? null : Instant.parse(expires);
        } catch (DateTimeException e) {
            throw new MalformedMessageException("expires: " + expires + " (expected: a time)", e);
        }
    }
}
