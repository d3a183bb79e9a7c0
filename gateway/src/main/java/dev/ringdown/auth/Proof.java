package dev.ringdown.auth;

import dev.ringdown.identity.Identity;

/** The outcome of proving a credential. Immutable. */
public sealed interface Proof {
    /** The credential is good. */
    record Accepted(Identity identity) implements Proof {}

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
}
