package dev.ringdown.client;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The token in use, and how another one takes its place while the socket stays. Confined to its loop.
 *
 * <p>It and the {@link Session} know each other: a session says when its token is about to end, and is told the next one.
 */
final class Renewal {
    private final Tokens tokens;
    private final Timers timers;
    private final Retry retry;
    private final Supplier<@Nullable Session> session;
    private @Nullable String token; // null if there is none, or an access key instead

    /**
     * @param timers cancelled with the socket
     * @param session the one under way; null if there is none
     */
    Renewal(Tokens tokens, Timers timers, Retry retry, Supplier<@Nullable Session> session) {
        this.tokens = tokens;
        this.timers = timers;
        this.retry = retry;
        this.session = session;
    }

    @Nullable
    String token() {
        return token;
    }

    /** A socket is opened with this one. */
    void begin(@Nullable String newToken) {
        token = newToken;
    }

    /** The token is about to end. */
    void expiring() {
        if (!tokens.canRenew()) {
            return;
        }
        long rest = tokens.restMillis(token);
        if (rest > 0) {
            timers.after(rest, this::expiring);
        } else {
            renew();
        }
    }

    private void renew() {
        @Nullable Session current = session.get();
        tokens.other(token, (got, failure) -> { // if it failed, it is asked again once the token has ended
            if (current != null && current == session.get() && got != null && !got.equals(token)) {
                token = got;
                current.authenticate(got);
            }
        });
    }

    /** The server cannot prove the token now, and nothing is wrong with it. */
    void unproved() {
        timers.after(retry.againMillis(), () -> {
            @Nullable Session current = session.get();
            if (current != null && token != null) {
                current.authenticate(token);
            }
        });
    }
}
