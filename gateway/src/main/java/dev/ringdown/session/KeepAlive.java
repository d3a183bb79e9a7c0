package dev.ringdown.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a session must say or hear something: pings, heartbeats, the end of its token. It has no timer; the
 * sweep of its event loop asks it. Confined to the session's event loop.
 */
final class KeepAlive {
    /** How long before its end a token is told to be ending. */
    static final Duration EXPIRING_NOTICE = Duration.ofSeconds(60);

    /** What is due; more than one thing may be, then the sweep asks again. */
    enum Due {
        NOTHING,
        PING,
        PONG_MISSED,
        EXPIRING,
        EXPIRED
    }

    private final SessionOptions options;

    private @Nullable Instant expiresAt;
    private boolean expiringTold;
    private long nextPingNanos;
    private boolean awaitingPong;

    /** When the first ping went out that was not answered yet. */
    private long pingedAtNanos;

    KeepAlive(SessionOptions options, @Nullable Instant expiresAt, long nowNanos) {
        this.options = options;
        this.expiresAt = expiresAt;
        this.nextPingNanos = nowNanos + options.heartbeat().toNanos();
    }

    /** The peer has shown that it is there, by whatever it sent. */
    void heard() {
        awaitingPong = false;
    }

    /** The connection lives until then; null: without an end. */
    void renew(@Nullable Instant newExpiresAt) {
        expiresAt = newExpiresAt;
        expiringTold = false;
    }

    /** Whether the token has ended. */
    boolean isExpired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /** What is due now; asking again tells the next thing, until {@link Due#NOTHING}. */
    Due due(long nowNanos, Instant now) {
        if (isExpired(now)) {
            return Due.EXPIRED;
        }
        if (awaitingPong && nowNanos - pingedAtNanos >= options.pongTimeout().toNanos()) {
            return Due.PONG_MISSED;
        }
        if (expiresAt != null && !expiringTold && !now.isBefore(expiresAt.minus(EXPIRING_NOTICE))) {
            expiringTold = true;
            return Due.EXPIRING;
        }
        if (nowNanos - nextPingNanos >= 0) {
            nextPingNanos = nowNanos + options.heartbeat().toNanos();
            if (!awaitingPong) { // a further ping does not put off the answer to the first
                awaitingPong = true;
                pingedAtNanos = nowNanos;
            }
            return Due.PING;
        }
        return Due.NOTHING;
    }
}
