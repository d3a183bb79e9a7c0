package dev.ringdown.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials of publishers. Immutable, thread-safe. */
public final class PublisherKeys {
    private final KeyNames names;

    /** @param keyByName the key of each publisher by its name */
    public PublisherKeys(Map<String, String> keyByName) {
        this.names = new KeyNames(keyByName);
    }

    /** The name of the publisher to whom the key belongs, or null. */
    public @Nullable String publisherOf(String key) {
        return names.of(key);
    }
}
