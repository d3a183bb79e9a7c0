package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration and finds everything that is wrong with it: unknown keys, values of the wrong kind or out of
 * range, values that do not go together. Stateless.
 */
public final class ConfigReader {
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
        ConfigSources sources = new ConfigSources();
        Config said = sources.merge(defaults, file, environment, assignments);
        Config config = said.withFallback(ConfigSources.defaults());
        Values values = new Values(config);
        sources.faults().forEach(values::fault);
        findUnknownKeys(said, values);
        RingdownConfig read = RingdownConfig.read(values);
        if (!values.faults().isEmpty()) {
            throw new ConfigException(values.faults());
        }
        return new EffectiveConfig(read, config);
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
