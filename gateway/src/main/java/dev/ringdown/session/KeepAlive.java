package dev.ringdown.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Decides when a session must say or hear something: pings, heartbeats, the end of its token. It has no timer; the
 * sweep of its event loop asks it. Confined to the session's event loop.
 */
final class KeepAlive {
    /** How long before its end a token is told to be ending, unless its life is so short that half of it is less. */
    static final Duration EXPIRING_NOTICE = Duration.ofSeconds(60);

    private static final int NO_NOTICE = -1;

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

    /** How long before its end a token is told to be ending; {@link #NO_NOTICE} once that is told, and without an end. */
    private int noticeMillis;

    private long nextPingNanos;
    private boolean awaitingPong;

    /** When the first ping went out that was not answered yet. */
    private long pingedAtNanos;

    KeepAlive(SessionOptions options, @Nullable Instant expiresAt, long nowNanos, Instant now) {
        this.options = options;
        renew(expiresAt, now);
        this.nextPingNanos = nowNanos + options.heartbeat().toNanos();
    }

    /** The peer has shown that it is there, by whatever it sent. */
    void heard() {
        awaitingPong = false;
    }

    /** The connection lives until then; null: without an end. */
    final void renew(@Nullable Instant newExpiresAt, Instant now) {
        expiresAt = newExpiresAt;
        noticeMillis = newExpiresAt == null ? NO_NOTICE : noticeMillis(Duration.between(now, newExpiresAt));
    }

    /** Who gets a new token at half the life of the old one does not get one after the other. */
    private static int noticeMillis(Duration life) {
        return (int) Math.max(0, Math.min(life.toMillis() / 2, EXPIRING_NOTICE.toMillis()));
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
        if (expiresAt != null
                && noticeMillis != NO_NOTICE
                && expiresAt.toEpochMilli() - now.toEpochMilli() <= noticeMillis) {
            noticeMillis = NO_NOTICE;
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
