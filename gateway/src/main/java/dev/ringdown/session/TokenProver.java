package dev.ringdown.session;

import dev.ringdown.identity.Identity;

/** Proves tokens that clients send on open connections. Thread-safe; returns at once. */
public interface TokenProver {
    /** What became of a token. One of these is called, once, on any thread. */
    interface Answer {
        /** The token is good. */
        void proved(Identity identity);

        /** @param reason what was wrong and what is right, without the token */
        void refused(String reason);

        /** @param reason why it cannot be said at this time whether the token is good */
        void undecided(String reason);
    }

    void prove(String token, Answer answer);
}
