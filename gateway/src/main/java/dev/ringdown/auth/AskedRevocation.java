package dev.ringdown.auth;

import dev.ringdown.identity.Revocation;
import dev.ringdown.topic.UuidText;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator asks to be revoked. Immutable.
 *
 * @param before those that were issued earlier; null: all that are out
 * @param reason for operators, or null
 */
public record AskedRevocation(
        Revocation.Target target,
        @Nullable Instant before,
        @Nullable String reason) {
    private static final String EXPECTED = "one of agent, customer, accesskey, direct, token; before, reason";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
    private static final int MAX_NAME = 256;
    private static final int MAX_REASON = 500;

    /**
     * Reads what stands in the body of a request: an object whose members are texts.
     *
     * @throws InvalidRevocationException the message says what is wrong with it
     */
    public static AskedRevocation read(byte[] json) throws InvalidRevocationException {
        Map<String, String> members = TextMembers.read(json);
        List<Revocation.Target> targets = new ArrayList<>();
        for (Revocation.Kind kind : Revocation.Kind.values()) {
            String value = members.remove(kind.text());
            if (value != null) {
                targets.add(target(kind, value));
            }
        }
        String before = members.remove("before");
        String reason = members.remove("reason");
        if (!members.isEmpty() || targets.size() != 1) {
            throw new InvalidRevocationException(
                    "members",
                    members.isEmpty()
                            ? targets.size() + " that say whose"
                            : members.keySet().iterator().next(),
                    EXPECTED);
        }
        if (reason != null && reason.length() > MAX_REASON) {
            throw new InvalidRevocationException("reason", reason, "at most " + MAX_REASON + " characters");
        }
        return new AskedRevocation(targets.get(0), before == null ? null : time("before", before), reason);
    }

    /** Whose credentials, in the one spelling that is compared. */
    static Revocation.Target target(Revocation.Kind kind, String value) throws InvalidRevocationException {
        return new Revocation.Target(
                kind,
                switch (kind) {
                    case AGENT, CUSTOMER -> {
                        UUID uuid = UuidText.parse(value);
                        if (uuid == null) {
                            throw new InvalidRevocationException(kind.text(), value, "a UUID");
                        }
                        yield uuid.toString();
                    }
                    case ACCESSKEY -> {
                        String digest = value.toLowerCase(Locale.ROOT);
                        if (!SHA256.matcher(digest).matches()) {
                            throw new InvalidRevocationException(
                                    kind.text(), "…", "the SHA-256 of the key, 64 hexadecimal digits");
                        }
                        yield digest;
                    }
                    case DIRECT -> named(kind, value).toLowerCase(Locale.ROOT);
                    case TOKEN -> named(kind, value);
                });
    }

    private static String named(Revocation.Kind kind, String value) throws InvalidRevocationException {
        if (value.isEmpty() || value.length() > MAX_NAME) {
            throw new InvalidRevocationException(kind.text(), value, "1 to " + MAX_NAME + " characters");
        }
        return value;
    }

    /** A time with an offset (RFC 3339). */
    static Instant time(String name, String value) throws InvalidRevocationException {
        try {
            return OffsetDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidRevocationException(name, value, "a time such as 2026-12-01T10:15:30Z");
        }
    }
}
