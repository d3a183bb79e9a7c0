package dev.ringdown.auth;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials of publishers. Immutable, thread-safe. */
public final class PublisherKeys {
    private final Map<String, String> nameByDigest = new HashMap<>();

    /** @param keyByName the key of each publisher by its name */
    public PublisherKeys(Map<String, String> keyByName) {
        keyByName.forEach((name, key) -> nameByDigest.put(KeyDigest.of(key), name));
    }

    /** The name of the publisher to whom the key belongs, or null. */
    public @Nullable String publisherOf(String key) {
        return nameByDigest.get(KeyDigest.of(key));
    }
}
