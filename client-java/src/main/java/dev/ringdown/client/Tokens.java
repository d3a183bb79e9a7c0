package dev.ringdown.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection's token comes from: one that never changes, or a supplier of new ones. Whoever asks says which token is
 * of no use any more. Several who ask at the same time share one call of the supplier, which has an end. Confined to its loop;
 * the supplier is called elsewhere.
 */
final class Tokens {
    /** Between two calls of the supplier for tokens that are about to end; there may be many clients. */
    private static final long REST_MILLIS = 5_000;

    /** Calls that were given up and have not returned; with so many there is no further one. */
    static final int MAX_STUCK = 4;

    private final @Nullable TokenSupplier supplier;
    private final Loop loop;
    private final Function<Runnable, Runnable> elsewhere;
    private final long patienceMillis;
    private final List<Answer> waiting = new ArrayList<>();
    private final Set<Call> stuck = new HashSet<>();
    private @Nullable String current;
    private @Nullable Call call; // null while nobody is asked
    private long restUntilMillis;

    /** Who has asked for a token. */
    interface Answer {
        /**
         * @param token null if there is none
         * @param failure why it could not be got; null if all went well
         */
        void onToken(@Nullable String token, @Nullable Throwable failure);
    }

    /**
     * @param elsewhere runs a task where it may block, and returns what interrupts it
     * @param patience how long a call may take
     */
    Tokens(
            @Nullable String current,
            @Nullable TokenSupplier supplier,
            Loop loop,
            Function<Runnable, Runnable> elsewhere,
            Duration patience) {
        this.current = current;
        this.supplier = supplier;
        this.loop = loop;
        this.elsewhere = elsewhere;
        this.patienceMillis = patience.toMillis();
        this.restUntilMillis = loop.nowMillis();
    }

    /** One call of the supplier, until it has returned. */
    private final class Call {
        private final Runnable interrupt;
        private final Loop.Timer end;

        Call(TokenSupplier asked) {
            this.interrupt = elsewhere.apply(() -> ask(asked));
            this.end = loop.schedule(this::giveUp, patienceMillis);
        }

        private void ask(TokenSupplier asked) {
            try {
                String token = asked.get();
                ConnectOptions.checkCredential("token", token);
                loop.execute(() -> returned(token, null));
            } catch (Exception | Error e) { // whatever is wrong with it, it is told as the connection's state
                loop.execute(() -> returned(null, e));
            }
        }

        private void returned(@Nullable String token, @Nullable Throwable failure) {
            end.cancel();
            stuck.remove(this);
            if (this == call) {
                current = failure == null ? token : current;
                answer(token, failure);
            }
        }

        private void giveUp() {
            if (this == call) {
                stuck.add(this);
                interrupt.run();
                answer(null, new TimeoutException("nothing came for " + patienceMillis + " ms"));
            }
        }
    }

    /** Whether there is a way to another token. */
    boolean canRenew() {
        return supplier != null;
    }

    /** Gets a token other than the useless one, as far as there is one. */
    void other(@Nullable String useless, Answer answer) {
        TokenSupplier asked = supplier;
        if (asked == null || isAnother(useless)) {
            answer.onToken(current, null);
            return;
        }
        waiting.add(answer);
        if (call != null) {
            return;
        }
        if (stuck.size() >= MAX_STUCK) {
            answer(null, new TimeoutException(stuck.size() + " calls have not returned"));
        } else {
            restUntilMillis = loop.nowMillis() + REST_MILLIS;
            call = new Call(asked);
        }
    }

    /** How long until another token than this may be asked for; 0 if it may be now. */
    long restMillis(@Nullable String useless) {
        return call != null || isAnother(useless) ? 0 : Math.max(0, restUntilMillis - loop.nowMillis());
    }

    private boolean isAnother(@Nullable String useless) {
        return current != null && !current.equals(useless);
    }

    private void answer(@Nullable String token, @Nullable Throwable failure) {
        List<Answer> asking = List.copyOf(waiting);
        waiting.clear();
        call = null;
        asking.forEach(each -> each.onToken(token, failure));
    }
}
