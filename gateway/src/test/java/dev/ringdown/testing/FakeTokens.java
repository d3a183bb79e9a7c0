package dev.ringdown.testing;

import dev.ringdown.identity.Identity;
import dev.ringdown.session.TokenProver;
import java.util.ArrayDeque;
import java.util.Queue;

/** Tokens that are proved when the test says so. Confined to the test. */
public final class FakeTokens implements TokenProver {
    private final Queue<Answer> waiting = new ArrayDeque<>();

    @Override
    public void prove(String token, Answer answer) {
        waiting.add(answer);
    }

    /** How many are being proved. */
    public int waiting() {
        return waiting.size();
    }

    /** The oldest that waits is this holder's. */
    public void areOf(Identity identity) {
        waiting.remove().proved(identity);
    }

    /** The oldest that waits is not good. */
    public void areRefused(String reason) {
        waiting.remove().refused(reason);
    }

    /** Nobody can say whether the oldest that waits is good. */
    public void cannotBeProved(String reason) {
        waiting.remove().undecided(reason);
    }
}
