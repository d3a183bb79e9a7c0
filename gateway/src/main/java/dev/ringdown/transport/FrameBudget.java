package dev.ringdown.transport;

import static java.util.Objects.requireNonNull;

import dev.ringdown.limits.Account;
import dev.ringdown.limits.Rate;
import dev.ringdown.protocol.Limit;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of one client may cost, whatever is in them. Who sends more is not read from for a moment, so that TCP slows
 * it down and nothing is lost; who goes on sending more than one session may is to be closed. Confined to the channel's event
 * loop.
 *
 * <p>A budget that many share may be used up by others, so it never closes a connection by itself: the moments become longer.
 */
final class FrameBudget {
    /** For how long a client is not read from at first. */
    static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    /** After so long without a refusal everything is forgotten. */
    private static final long FORGOTTEN_NANOS = Duration.ofMinutes(1).toNanos();

    /** Frames that may have been read already when reading stops; nobody who means well has more of them under way. */
    private static final int MOST_BEHIND = 1_000;

    private static final int HEADER_BYTES = 2 + 4; // with the mask
    private static final int LENGTH_16 = 126;

    private final Account account;

    /** What happened when the client last sent too much; null as long as it never did. */
    private @Nullable Excess excess;

    private static final class Excess {
        private final Limit limit;
        private final long atNanos;
        private final long pauseNanos;
        private boolean paused = true;

        /** Frames that came all the same, since they had been read already. */
        private int behind;

        Excess(Limit limit, long atNanos, long pauseNanos) {
            this.limit = limit;
            this.atNanos = atNanos;
            this.pauseNanos = pauseNanos;
        }
    }

    /** What is to be done about a frame. */
    enum Verdict {
        /** It is within the budget, or was read before reading stopped. */
        READ,
        /** Read it, and then nothing for {@link #pauseNanos}. */
        PAUSE,
        /** The same, and the client is to be told. */
        PAUSE_AND_TELL,
        /** The client sends so much that it is to be closed. */
        CLOSE
    }

    FrameBudget(Account account) {
        this.account = account;
    }

    Verdict take(WebSocketFrame frame, long nowNanos) {
        if (excess != null && excess.paused) {
            return ++excess.behind > MOST_BEHIND ? Verdict.CLOSE : Verdict.READ;
        }
        Limit limit = account.tryTake(Rate.FRAMES, 1, nowNanos);
        if (limit == null) {
            limit = account.tryTake(Rate.FRAME_BYTES, bytes(frame), nowNanos);
        }
        return limit == null ? Verdict.READ : refused(limit, nowNanos);
    }

    /** The same for what a message has become more by inflating it, which costs as much as if it had come so. */
    Verdict takeInflated(int moreBytes, long nowNanos) {
        Limit limit = isPaused() ? null : account.tryTake(Rate.FRAME_BYTES, moreBytes, nowNanos);
        return limit == null ? Verdict.READ : refused(limit, nowNanos);
    }

    private Verdict refused(Limit limit, long nowNanos) {
        Excess before = excess != null && nowNanos - excess.atNanos < FORGOTTEN_NANOS ? excess : null;
        long pauseNanos = before == null ? FIRST_PAUSE.toNanos() : 2 * before.pauseNanos;
        excess = new Excess(limit, nowNanos, Math.min(LONGEST_PAUSE.toNanos(), pauseNanos));
        if (before == null) {
            return Verdict.PAUSE_AND_TELL;
        }
        return limit == Limit.FRAMES || limit == Limit.FRAME_BYTES ? Verdict.CLOSE : Verdict.PAUSE;
    }

    /** The limit that was reached last. */
    Limit limit() {
        return last().limit;
    }

    /**
     * For how long nothing is read from then on.
     *
     * @param pongTimeout a client must be read from sooner, or its pong would not be heard in time
     */
    long pauseNanos(Duration pongTimeout) {
        return Math.min(last().pauseNanos, pongTimeout.dividedBy(2).toNanos());
    }

    private Excess last() {
        return requireNonNull(excess, "no frame was refused");
    }

    /** Whether nothing is to be read from the client now. */
    boolean isPaused() {
        return excess != null && excess.paused;
    }

    /** The pause is over. */
    void resume() {
        last().paused = false;
    }

    /** As many as the frame had on the wire. */
    private static int bytes(WebSocketFrame frame) {
        int payload = frame.content().readableBytes();
        return HEADER_BYTES + payload + (payload < LENGTH_16 ? 0 : payload <= 0xFFFF ? Short.BYTES : Long.BYTES);
    }
}
