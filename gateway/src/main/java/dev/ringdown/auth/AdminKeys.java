package dev.ringdown.auth;

import dev.ringdown.current.Current;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The credentials of operators, who may see and close sessions. Thread-safe: they are replaced, never changed. */
public final class AdminKeys {
    private final Current<KeyNames> names;

    /** @param keyByName the key of each operator by its name */
    public AdminKeys(Map<String, String> keyByName) {
        this(Current.always(keyByName));
    }

    /** @param keyByName the key of each operator by its name, as the configuration has them at each time */
    public AdminKeys(Current<Map<String, String>> keyByName) {
        this.names = keyByName.map(KeyNames::new);
    }

    /** The name of the operator to whom the key belongs, or null. */
    public @Nullable String operatorOf(String key) {
        return names.get().of(key);
    }
}
