package dev.ringdown.config;

import dev.ringdown.auth.AccessKeys;
import dev.ringdown.topic.UuidText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The access keys that the configuration lists, {@code auth.access-keys.<name>}. Stateless. */
final class AccessKeySection {
    static final Keys KEYS = new Keys();

    private static final NamedKey<String> KEY = KEYS.reloadable(
            NamedKey.credential("auth.access-keys.<name>.key", "The access key of a customer's program.")
                    .orLeftOut());
    private static final NamedKey<String> SHA256 = KEYS.reloadable(NamedKey.secret(
                    "auth.access-keys.<name>.sha256",
                    "64 hexadecimal digits",
                    "The SHA-256 of the access key, in place of the key; it is what VoIPBin keeps of one.",
                    text -> text.matches("[0-9a-fA-F]{64}") ? text : null)
            .orLeftOut());
    private static final NamedKey<UUID> CUSTOMER = KEYS.reloadable(NamedKey.of(
            "auth.access-keys.<name>.customer", "a UUID", "The customer to whom it belongs.", UuidText::parsePresent));
    private static final NamedKey<Instant> EXPIRES = KEYS.reloadable(NamedKey.of(
                    "auth.access-keys.<name>.expires",
                    "a time such as 2027-01-01T00:00:00Z",
                    "When it ends.",
                    Instant::parse)
            .orLeftOut());

    private AccessKeySection() {}

    static List<AccessKeys.Entry> read(Values values) {
        List<AccessKeys.Entry> entries = new ArrayList<>();
        Map<String, String> nameByDigest = new HashMap<>();
        for (String name : values.namesOf(KEY)) {
            String sha256 = sha256(values, name);
            UUID customer = values.get(CUSTOMER, name);
            Instant expires = values.get(EXPIRES, name);
            if (sha256 == null || customer == null) {
                continue; // which is noted
            }
            String other = nameByDigest.putIfAbsent(sha256, name);
            if (other != null) {
                values.fault(KEY.of(name), "…", "another key than that of " + other);
            }
            entries.add(new AccessKeys.Entry(name, sha256, customer, expires));
        }
        return entries;
    }

    /** What the key of a name is recognised by; null: it cannot be used, which is noted. */
    private static @Nullable String sha256(Values values, String name) {
        if (values.has(KEY, name) == values.has(SHA256, name)) {
            String found = values.has(KEY, name) ? "…" : "missing";
            values.fault(KEY.of(name), found, KEY.expected() + "; or .sha256, and one of them only");
            return null;
        }
        String key = values.get(KEY, name);
        return key == null ? values.get(SHA256, name) : AccessKeys.sha256Of(key);
    }
}
