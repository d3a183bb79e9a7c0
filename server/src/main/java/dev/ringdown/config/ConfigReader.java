package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import dev.ringdown.auth.AccessKeys;
import dev.ringdown.topic.UuidText;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration and finds everything that is wrong with it: unknown keys, values of the wrong kind or out of
 * range, values that do not go together. Used once.
 */
public final class ConfigReader {
    /** Every key that stands for itself, in the order of the reference. */
    static final List<Setting<?>> ALL = Stream.concat(Settings.ALL.stream(), Stream.of(RoutingRules.ROUTING))
            .toList();

    /** A key that is read for two purposes has one fault. */
    private final Set<ConfigFault> faults = new LinkedHashSet<>();

    private final Config config;

    private ConfigReader(
            List<String> defaults, @Nullable Path file, Map<String, String> environment, List<String> assignments) {
        ConfigSources sources = new ConfigSources();
        Config said = sources.merge(defaults, file, environment, assignments);
        faults.addAll(sources.faults());
        findUnknownKeys(said);
        this.config = said.withFallback(ConfigSources.defaults());
    }

    /**
     * Reads the configuration.
     *
     * @param defaults {@code key=value} that a command wants unless somebody says otherwise
     * @param file HOCON or JSON; null: there is none
     * @param environment variables that start with {@code RINGDOWN_} override the file
     * @param assignments {@code key=value}, override everything
     * @throws ConfigException lists everything that is wrong
     */
    public static EffectiveConfig read(
            List<String> defaults, @Nullable Path file, Map<String, String> environment, List<String> assignments)
            throws ConfigException {
        ConfigReader reader = new ConfigReader(defaults, file, environment, assignments);
        RingdownConfig read = new ConfigTree(reader).build();
        if (!reader.faults.isEmpty()) {
            throw new ConfigException(List.copyOf(reader.faults));
        }
        return new EffectiveConfig(read, reader.config);
    }

    private void findUnknownKeys(Config said) {
        Set<String> known = new TreeSet<>();
        ALL.forEach(setting -> known.add(setting.key()));
        for (Map.Entry<String, ConfigValue> entry : said.entrySet()) {
            String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            if (!known.contains(key) && !NamedKeys.matches(key)) {
                faults.add(new ConfigFault(key, "unknown key", nearest(key, known), origin(entry.getValue())));
            }
        }
    }

    private static String nearest(String key, Set<String> known) {
        for (String prefix : List.of(NamedKeys.PUBLISH_KEYS, NamedKeys.ADMIN_KEYS)) {
            if (key.startsWith(prefix)) {
                return prefix + ".<name>, a name of " + NamedKeys.NAME;
            }
        }
        if (key.startsWith(NamedKeys.ACCESS_KEYS)) {
            return "auth.access-keys.<name>.key, .customer or .expires, a name of " + NamedKeys.NAME;
        }
        String section = key.contains(".") ? key.substring(0, key.indexOf('.') + 1) : key;
        String inSection = String.join(
                ", ", known.stream().filter(k -> k.startsWith(section)).toList());
        return inSection.isEmpty() ? "a key of docs/configuration.md" : "one of " + inSection;
    }

    /** The value of a key; if it cannot be used, that is noted and the default stands in for it. */
    <T> T get(Setting<T> setting) {
        try {
            return setting.read(config);
        } catch (Setting.OutOfRangeException e) {
            ConfigValue value = valueAt(setting.key());
            if (value != null) { // else something above it is no section, which is an unknown key
                fault(setting.key(), setting.secret() ? "…" : String.valueOf(value.unwrapped()), setting.expected());
            }
            return setting.read(ConfigSources.defaults());
        }
    }

    /** Notes that the value of a key cannot be used. */
    void fault(String key, String value, String expected) {
        ConfigValue at = valueAt(key);
        faults.add(new ConfigFault(key, value, expected, at == null ? "the default" : origin(at)));
    }

    /** What stands at a key, be it HOCON's null; null if nothing does. */
    private @Nullable ConfigValue valueAt(String key) {
        ConfigValue value = config.root();
        for (String name : ConfigUtil.splitPath(key)) {
            value = value instanceof ConfigObject object ? object.get(name) : null;
        }
        return value;
    }

    /** The keys under a prefix, by name: those of publishers, or of operators. */
    Map<String, String> keys(String prefix) {
        Map<String, String> keys = new LinkedHashMap<>();
        for (String name : NamedKeys.namesUnder(config, prefix)) {
            String path = prefix + "." + name;
            if (valueAt(path) instanceof ConfigObject) {
                continue; // what stands in it is an unknown key
            }
            String key = text(path);
            if (key == null || key.length() < 16) {
                fault(path, "…", "a text of at least 16 characters");
            } else {
                keys.put(name, key);
            }
        }
        return keys;
    }

    /** The access keys. */
    List<AccessKeys.Entry> accessKeys() {
        List<AccessKeys.Entry> entries = new ArrayList<>();
        for (String name : NamedKeys.namesUnder(config, NamedKeys.ACCESS_KEYS)) {
            String path = NamedKeys.ACCESS_KEYS + "." + name;
            String key = text(path + ".key");
            if (key == null || key.length() < 16) {
                fault(path + ".key", key == null ? "missing" : "…", "a text of at least 16 characters");
            }
            String customerText = text(path + ".customer");
            UUID customer = UuidText.parsePresent(customerText);
            if (customer == null) {
                fault(path + ".customer", customerText == null ? "missing" : customerText, "a UUID");
            }
            Instant expires = instant(path + ".expires");
            if (key != null && customer != null) {
                entries.add(new AccessKeys.Entry(name, key, customer, expires));
            }
        }
        return entries;
    }

    private @Nullable Instant instant(String key) {
        String text = text(key);
        try {
            return text == null ? null : Instant.parse(text);
        } catch (DateTimeException e) {
            fault(key, String.valueOf(text), "a time such as 2027-01-01T00:00:00Z");
            return null;
        }
    }

    private @Nullable String text(String key) {
        if (!config.hasPath(key)) {
            return null;
        }
        Object value = config.getValue(key).unwrapped();
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    private static String origin(ConfigValue value) {
        return value.origin().description();
    }
}
