package dev.ringdown.auth;

import dev.ringdown.identity.Identity;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The outcome of proving a credential. Immutable. */
public sealed interface Proof {
    /**
     * The credential is good.
     *
     * @param askAgainAfter when the platform must be asked again whether it still is; null: never
     */
    record Accepted(Identity identity, @Nullable Duration askAgainAfter) implements Proof {
        /** It is good as long as it says itself. */
        public Accepted(Identity identity) {
            this(identity, null);
        }
    }

    /**
     * The credential is not good, or its holder is not admitted.
     *
     * @param known false: nobody knows who this is (401); true: it is known, and may not come in (403)
     * @param detail what was wrong and what is right, without the credential
     */
    record Refused(boolean known, String detail) implements Proof {
        static Refused unknown(String detail) {
            return new Refused(false, detail);
        }

        static Refused notAdmitted(String detail) {
            return new Refused(true, detail);
        }
    }

    /**
     * Whether the credential is good cannot be said at this time.
     *
     * @param limited whether that is because the client asks too often (429), and not for want of an answer (503)
     * @param detail what is in the way, without the credential
     */
    record Undecided(boolean limited, String detail, Duration retryAfter) implements Proof {}
}
