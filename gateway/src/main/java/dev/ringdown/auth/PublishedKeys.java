package dev.ringdown.auth;

import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** The keys that an issuer of tokens publishes. Thread-safe; nothing blocks. */
interface PublishedKeys {
    /** What comes of asking for them. */
    sealed interface Answer {}

    /** When the issuer was asked for keys that hold. */
    enum Asked {
        /** After the token was shown: a key that is not among them was not published then. */
        SINCE,
        /** Just before, or it was being asked already. */
        LATELY,
        BEFORE
    }

    /** These hold. */
    record Known(KeySet keys, Asked asked) implements Answer {}

    /** They cannot be had at this time, which says nothing of any token. */
    record Unavailable(Duration retryAfter) implements Answer {}

    /** The keys that hold; completes on any thread. */
    CompletionStage<Answer> keys();

    /** For a token that none of {@link #keys} fits: the keys of now; completes on any thread. */
    CompletionStage<Answer> newerKeys();
}
