package dev.ringdown.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Where a connection's token comes from: one that never changes, or a supplier of new ones. Whoever asks says which token is
 * of no use any more. Several who ask at the same time share one call of the supplier. Confined to its loop; the supplier is
 * called elsewhere.
 */
final class Tokens {
    private final @Nullable TokenSupplier supplier;
    private final Loop loop;
    private final Executor elsewhere;
    private final List<Answer> waiting = new ArrayList<>();
    private @Nullable String current;

    /** Who has asked for a token. */
    interface Answer {
        /**
         * @param token null if there is none
         * @param failure why it could not be got; null if all went well
         */
        void onToken(@Nullable String token, @Nullable Throwable failure);
    }

    /** @param elsewhere where a supplier may block */
    Tokens(@Nullable String current, @Nullable TokenSupplier supplier, Loop loop, Executor elsewhere) {
        this.current = current;
        this.supplier = supplier;
        this.loop = loop;
        this.elsewhere = elsewhere;
    }

    /** Whether there is a way to another token. */
    boolean canRenew() {
        return supplier != null;
    }

    /** Gets a token other than the useless one, as far as there is one. */
    void other(@Nullable String useless, Answer answer) {
        TokenSupplier asked = supplier;
        if (asked == null || (current != null && !current.equals(useless))) {
            answer.onToken(current, null);
            return;
        }
        waiting.add(answer);
        if (waiting.size() == 1) {
            elsewhere.execute(() -> ask(asked));
        }
    }

    private void ask(TokenSupplier asked) {
        String token;
        try {
            token = asked.get();
            ConnectOptions.checkCredential("token", token);
        } catch (Exception | Error e) { // whatever is wrong with it, it is told as the connection's state
            loop.execute(() -> answer(null, e));
            return;
        }
        loop.execute(() -> {
            current = token;
            answer(token, null);
        });
    }

    private void answer(@Nullable String token, @Nullable Throwable failure) {
        List<Answer> asking = List.copyOf(waiting);
        waiting.clear();
        asking.forEach(each -> each.onToken(token, failure));
    }
}
