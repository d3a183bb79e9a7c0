package dev.ringdown.auth;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of one kind, by their names in the configuration. Immutable, thread-safe. */
final class KeyNames {
    private final Map<String, String> nameByDigest = new HashMap<>();

    /** @param keyByName each key by its name */
    KeyNames(Map<String, String> keyByName) {
        keyByName.forEach((name, key) -> nameByDigest.put(KeyDigest.of(key), name));
    }

    /** The name of a key, or null if there is no such key. */
    @Nullable
    String of(String key) {
        return nameByDigest.get(KeyDigest.of(key));
    }
}
