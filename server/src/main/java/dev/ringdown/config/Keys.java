package dev.ringdown.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that a section declares, in the order of the reference: each is made with {@link #add}, and so is in every
 * list of keys. Only the section's own constants add to it, while its class is initialised; after that it is read only.
 */
final class Keys {
    private final List<Setting<?>> settings = new ArrayList<>();
    private final List<NamedKey<?>> named = new ArrayList<>();
    private final Set<String> reloadable = new HashSet<>();

    <T> Setting<T> add(Setting<T> setting) {
        settings.add(setting);
        return setting;
    }

    <T> NamedKey<T> add(NamedKey<T> key) {
        named.add(key);
        return key;
    }

    /** Adds a key whose value may be another after a reload: whoever uses it holds it as a {@code Current}. */
    <T> Setting<T> reloadable(Setting<T> setting) {
        reloadable.add(setting.key());
        return add(setting);
    }

    /** The same of a key with a name of the operator's choosing. */
    <T> NamedKey<T> reloadable(NamedKey<T> key) {
        reloadable.add(key.pattern());
        return add(key);
    }

    /** Keys, and patterns of named ones, that a reload replaces. */
    Set<String> reloadable() {
        return Set.copyOf(reloadable);
    }

    List<Setting<?>> settings() {
        return List.copyOf(settings);
    }

    List<NamedKey<?>> named() {
        return List.copyOf(named);
    }
}
