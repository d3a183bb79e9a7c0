package dev.ringdown.auth;

import dev.ringdown.current.Current;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials of publishers. Thread-safe: they are replaced, never changed. */
public final class PublisherKeys {
    private final Current<KeyNames> names;

    /** @param keyByName the key of each publisher by its name */
    public PublisherKeys(Map<String, String> keyByName) {
        this(Current.always(keyByName));
    }

    /** @param keyByName the key of each publisher by its name, as the configuration has them at each time */
    public PublisherKeys(Current<Map<String, String>> keyByName) {
        this.names = keyByName.map(KeyNames::new);
    }

    /** The name of the publisher to whom the key belongs, or null. */
    public @Nullable String publisherOf(String key) {
        return names.get().of(key);
    }
}
