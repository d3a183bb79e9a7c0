package dev.ringdown.identity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has said about credentials that are out: they are good no more. Immutable.
 *
 * @param id names it
 * @param target whose they are
 * @param before those that were issued earlier; exclusive
 * @param acceptedAt when the operator said so
 * @param until when it ends by itself; null: only if it is taken back
 * @param reason for operators, or null
 * @param operator who said so
 */
public record Revocation(
        String id,
        Target target,
        Instant before,
        Instant acceptedAt,
        @Nullable Instant until,
        @Nullable String reason,
        String operator) {
    public Revocation {
        requireNonNull(id, "id");
        requireNonNull(target, "target");
        requireNonNull(before, "before");
        requireNonNull(acceptedAt, "acceptedAt");
        requireNonNull(operator, "operator");
    }

    /** By what credentials are named. */
    public enum Kind {
        AGENT("agent"),
        CUSTOMER("customer"),
        /** The SHA-256 of an access key, in lower case. */
        ACCESSKEY("accesskey"),
        /** {@code direct.direct_id} of a token. */
        DIRECT("direct"),
        /** {@code jti} of a token. */
        TOKEN("token");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** As it is written in requests and answers. */
        public String text() {
            return text;
        }

        /** Whether it may name an access key, which has no end of its own. */
        public boolean mayBeKey() {
            return this == ACCESSKEY || this == CUSTOMER;
        }
    }

    /** Whose credentials; {@code value} in the one spelling that it is compared in: UUIDs and digests in lower case. */
    public record Target(Kind kind, String value) {
        public Target {
            requireNonNull(kind, "kind");
            requireNonNull(value, "value");
        }

        /** Of an identity by what this kind names it; null: by nothing. */
        public static @Nullable Target of(Kind kind, Identity identity) {
            Object value = switch (kind) {
                case AGENT -> identity.agent();
                case CUSTOMER -> identity.customer();
                case ACCESSKEY -> identity.issue().keyDigest();
                case DIRECT -> identity.issue().directId();
                case TOKEN -> identity.issue().tokenId();
            };
            return value == null ? null : new Target(kind, value.toString());
        }
    }

    /** Whether an identity's credential is good no more. What does not say when it was issued was issued before. */
    public boolean hits(Identity identity) {
        Instant issued = identity.issue().at();
        return target.equals(Target.of(target.kind(), identity)) && (issued == null || issued.isBefore(before));
    }

    /** Whether it has ended by itself. */
    public boolean hasEnded(Instant now) {
        return until != null && !now.isBefore(until);
    }
}
