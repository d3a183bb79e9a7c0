package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration and finds everything that is wrong with it: unknown keys, values of the wrong kind or out of
 * range, values that do not go together. Stateless.
 */
public final class ConfigReader {
    /** Where a configuration is read. */
    private record Places(
            List<String> defaults, @Nullable Path file, Map<String, String> environment, List<String> assignments) {}

    private ConfigReader() {}

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
        return read(new Places(defaults, file, environment, assignments), Map.of());
    }

    /**
     * Reads it again, from the same places.
     *
     * @param running what holds
     * @throws ConfigException lists everything that is wrong, as at the start
     */
    public static ConfigChanges readAgain(
            List<String> defaults,
            @Nullable Path file,
            Map<String, String> environment,
            List<String> assignments,
            EffectiveConfig running)
            throws ConfigException {
        Places places = new Places(defaults, file, environment, assignments);
        EffectiveConfig written = read(places, Map.of());
        EffectiveConfig mixed = read(places, running.read()); // what is kept has to go with what is new
        Map<String, Object> holding = ConfigChanges.holding(running.read(), written.read());
        return new ConfigChanges(
                new EffectiveConfig(mixed.tree(), mixed.values(), holding, written.files()),
                ConfigChanges.between(running.read(), written.read()));
    }

    private static EffectiveConfig read(Places places, Map<String, Object> kept) throws ConfigException {
        ConfigSources sources = new ConfigSources();
        Config said = sources.merge(places.defaults(), places.file(), places.environment(), places.assignments());
        Config config = said.withFallback(ConfigSources.defaults());
        Values values = new Values(config, kept);
        sources.faults().forEach(values::fault);
        findUnknownKeys(said, values);
        RingdownConfig read = RingdownConfig.read(values);
        if (!values.faults().isEmpty()) {
            throw new ConfigException(values.faults(), files(places, said, values));
        }
        return new EffectiveConfig(read, config, values.read(), files(places, said, values));
    }

    /** The file, those that it includes, and those that have secrets. */
    private static Set<Path> files(Places places, Config said, Values values) {
        Set<Path> files = new HashSet<>(values.files());
        if (places.file() != null) {
            files.add(places.file());
        }
        for (Map.Entry<String, ConfigValue> entry : said.entrySet()) {
            String name = entry.getValue().origin().filename();
            Path included = name == null ? null : FileNames.parse(name);
            if (included != null) {
                files.add(included);
            }
        }
        return files;
    }

    private static void findUnknownKeys(Config said, Values values) {
        for (Map.Entry<String, ConfigValue> entry : said.entrySet()) {
            String key = String.join(".", ConfigUtil.splitPath(entry.getKey()));
            if (!AllKeys.isKnown(key)) {
                String origin = entry.getValue().origin().description();
                values.fault(new ConfigFault(key, "unknown key", AllKeys.near(key), origin));
            }
        }
    }
}
