package dev.ringdown.config;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys that a section declares, in the order of the reference: each is made with {@link #add}, and so is in every
 * list of keys. Only the section's own constants add to it, while its class is initialised; after that it is read only.
 */
final class Keys {
    private final List<Setting<?>> settings = new ArrayList<>();
    private final List<NamedKey<?>> named = new ArrayList<>();

    <T> Setting<T> add(Setting<T> setting) {
        settings.add(setting);
        return setting;
    }

    <T> NamedKey<T> add(NamedKey<T> key) {
        named.add(key);
        return key;
    }

    List<Setting<?>> settings() {
        return List.copyOf(settings);
    }

    List<NamedKey<?>> named() {
        return List.copyOf(named);
    }
}
