package dev.ringdown.auth;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials of operators, who may see and close sessions. Immutable, thread-safe. */
public final class AdminKeys {
    private final KeyNames names;

    /** @param keyByName the key of each operator by its name */
    public AdminKeys(Map<String, String> keyByName) {
        this.names = new KeyNames(keyByName);
    }

    /** The name of the operator to whom the key belongs, or null. */
    public @Nullable String operatorOf(String key) {
        return names.of(key);
    }
}
