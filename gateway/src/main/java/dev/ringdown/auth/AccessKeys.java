package dev.ringdown.auth;

import dev.ringdown.current.Current;
import dev.ringdown.identity.AccessKeyIdentity;
import dev.ringdown.identity.Issue;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The access keys of the configuration. Thread-safe: they are replaced, never changed. */
public final class AccessKeys {
    /**
     * One key. The key itself is not needed here, only what it is recognised by.
     *
     * @param name names it in logs and limits
     * @param sha256 of the key, 64 hexadecimal digits of either case
     * @param expiresAt null: it never ends
     */
    public record Entry(
            String name,
            String sha256,
            UUID customer,
            @Nullable Instant expiresAt) {
        public Entry {
            sha256 = sha256.toLowerCase(Locale.ROOT);
        }

        @Override
        public String toString() {
            return "AccessKey[" + name + "]";
        }
    }

    /** What a key is recognised by, where it is known itself. */
    public static String sha256Of(String key) {
        return KeyDigest.of(key);
    }

    private final Current<Map<String, Entry>> byDigest;
    private final Clock clock;

    public AccessKeys(List<Entry> entries, Clock clock) {
        this(Current.always(entries), clock);
    }

    /** @param entries as the configuration has them at each time */
    public AccessKeys(Current<List<Entry>> entries, Clock clock) {
        this.byDigest = entries.map(AccessKeys::byDigest);
        this.clock = clock;
    }

    private static Map<String, Entry> byDigest(List<Entry> entries) {
        Map<String, Entry> byDigest = new HashMap<>();
        entries.forEach(entry -> byDigest.put(entry.sha256(), entry));
        return byDigest;
    }

    /** Whether the key is listed, be it that it has ended. */
    boolean has(Credential.AccessKey credential) {
        return byDigest.get().containsKey(KeyDigest.of(credential.key()));
    }

    Proof prove(Credential.AccessKey credential) {
        Entry entry = byDigest.get().get(KeyDigest.of(credential.key()));
        if (entry == null) {
            return Proof.Refused.unknown("the access key is not known here");
        }
        if (entry.expiresAt() != null && !clock.instant().isBefore(entry.expiresAt())) {
            return Proof.Refused.unknown("the access key has expired");
        }
        return new Proof.Accepted(
                new AccessKeyIdentity(entry.customer(), entry.name(), entry.expiresAt(), Issue.ofKey(entry.sha256())));
    }
}
