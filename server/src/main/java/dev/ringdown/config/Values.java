package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The values of one reading, for the sections, and everything that is wrong with them. Confined to its reader. */
final class Values {
    private final Config config;

    /** A key that is read for two purposes has one fault. */
    private final Set<ConfigFault> faults = new LinkedHashSet<>();

    private final Map<String, Object> read = new LinkedHashMap<>();
    private final Set<Path> files = new LinkedHashSet<>();

    /** Of keys that a reload does not replace, the values that hold; empty at the start. */
    private final Map<String, Object> kept;

    /**
     * The values of one reading.
     *
     * @param config has a value for each key that stands for itself
     * @param kept what was read before, of which what a reload cannot replace stands in for what is there now
     */
    Values(Config config, Map<String, Object> kept) {
        this.config = config;
        this.kept = Map.copyOf(kept);
    }

    /** Each value that was read, by its key. */
    Map<String, Object> read() {
        return new LinkedHashMap<>(read);
    }

    /** The files in which secrets were looked for. */
    Set<Path> files() {
        return Set.copyOf(files);
    }

    List<ConfigFault> faults() {
        return List.copyOf(faults);
    }

    /** The value of a key; if it cannot be used, that is noted and the default stands in for it. */
    @SuppressWarnings("unchecked") // what was read of the same key
    <T> T get(Setting<T> setting) {
        Object before = AllKeys.isReloadable(setting.key()) ? null : kept.get(setting.key());
        T value = before == null ? written(setting) : (T) before;
        read.put(setting.key(), value);
        return value;
    }

    private <T> T written(Setting<T> setting) {
        try {
            return setting.read(setting.secret() ? withSecretOfFile(setting.key()) : config);
        } catch (SecretFile.UnusableException e) {
            fault(setting.key(), config.getString(setting.key()), e.expected());
            return setting.read(ConfigSources.defaults());
        } catch (Setting.OutOfRangeException e) {
            ConfigValue value = valueAt(setting.key());
            if (value != null) { // else something above it is no section, which is an unknown key
                fault(setting.key(), setting.secret() ? "…" : String.valueOf(value.unwrapped()), setting.expected());
            }
            return setting.read(ConfigSources.defaults());
        }
    }

    /** The configuration with a secret in place of the file that it is in, if it is in one. */
    private Config withSecretOfFile(String key) throws SecretFile.UnusableException {
        ConfigValue value = valueAt(key);
        return value != null && value.unwrapped() instanceof String text && SecretFile.isNamedBy(text)
                ? config.withValue(key, ConfigValueFactory.fromAnyRef(secretOf(text)))
                : config;
    }

    private String secretOf(String file) throws SecretFile.UnusableException {
        Path path = SecretFile.path(file);
        if (path != null) {
            files.add(path);
        }
        return SecretFile.read(file);
    }

    /** A size whose range is that of an int. */
    int intOf(Setting<Long> size) {
        return Math.toIntExact(get(size));
    }

    /** The names under which a key, or another with the same prefix, is set, in order. */
    Set<String> namesOf(NamedKey<?> key) {
        Set<String> names = new TreeSet<>();
        if (valueAt(key.prefix()) instanceof ConfigObject section) { // else it is an unknown key
            for (Map.Entry<String, ConfigValue> entry : section.toConfig().entrySet()) {
                String name = ConfigUtil.splitPath(entry.getKey()).get(0);
                if (NamedKey.isName(name)) { // else it is an unknown key
                    names.add(name);
                }
            }
        }
        return names;
    }

    /** Whether anything stands at a key for a name. */
    boolean has(NamedKey<?> key, String name) {
        ConfigValue value = valueAt(key.of(name));
        return value != null && value.valueType() != ConfigValueType.NULL;
    }

    /** The value of a key for a name; null: it is not there, which is noted if it has to be, or cannot be used. */
    <T> @Nullable T get(NamedKey<T> key, String name) {
        ConfigValue value = valueAt(key.of(name));
        if (value == null || !has(key, name)) {
            if (!key.optional()) {
                fault(key.of(name), "missing", key.expected());
            }
            return null;
        }
        String text = value.unwrapped() instanceof String || value.unwrapped() instanceof Number
                ? value.unwrapped().toString()
                : null;
        if (text != null && key.secret() && SecretFile.isNamedBy(text)) {
            try {
                text = secretOf(text);
            } catch (SecretFile.UnusableException e) {
                fault(key.of(name), text, e.expected());
                return null;
            }
        }
        T typed = text == null ? null : key.read(text);
        if (typed == null) {
            fault(key.of(name), key.secret() ? "…" : String.valueOf(value.unwrapped()), key.expected());
        } else {
            read.put(key.of(name), typed);
        }
        return typed;
    }

    /** The usable values of a key without a member, by name in order. */
    <T> Map<String, T> byName(NamedKey<T> key) {
        Map<String, T> values = new LinkedHashMap<>();
        for (String name : namesOf(key)) {
            if (valueAt(key.of(name)) instanceof ConfigObject) {
                continue; // what stands in it is an unknown key
            }
            T value = get(key, name);
            if (value != null) {
                values.put(name, value);
            }
        }
        return values;
    }

    /** Notes that the value of a key cannot be used. */
    void fault(String key, String value, String expected) {
        ConfigValue at = valueAt(key);
        String origin = at == null ? "the default" : at.origin().description();
        faults.add(new ConfigFault(key, value, expected, origin));
    }

    /** Notes that a source as a whole, or a name in it, cannot be used. */
    void fault(ConfigFault fault) {
        faults.add(fault);
    }

    /** What stands at a key, be it HOCON's null; null if nothing does. */
    private @Nullable ConfigValue valueAt(String key) {
        ConfigValue value = config.root();
        for (String name : ConfigUtil.splitPath(key)) {
            value = value instanceof ConfigObject object ? object.get(name) : null;
        }
        return value;
    }
}
