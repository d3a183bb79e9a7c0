package dev.ringdown.auth;

/** What a client showed to prove who it is. Never written to a log. */
public sealed interface Credential {
    /** A signed token (RFC 7519). */
    record Token(String jwt) implements Credential {
        @Override
        public String toString() {
            return "Token[…]";
        }
    }

    /** An opaque key of a customer's program. */
    record AccessKey(String key) implements Credential {
        @Override
        public String toString() {
            return "AccessKey[…]";
        }
    }
}
