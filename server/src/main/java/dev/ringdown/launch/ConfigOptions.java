package dev.ringdown.launch;

import dev.ringdown.config.ConfigChanges;
import dev.ringdown.config.ConfigException;
import dev.ringdown.config.ConfigReader;
import dev.ringdown.config.EffectiveConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that choose a configuration. */
final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Configuration file, HOCON or JSON (see docs/configuration.md).")
    @Nullable
    Path file;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description =
                    "Sets one key; overrides the environment (RINGDOWN_...), which overrides the file. Everybody on"
                            + " this machine can read it in the list of processes: give a secret as file:/PATH.")
    List<String> assignments = new ArrayList<>();

    /**
     * Reads the configuration.
     *
     * @param defaults assignments that everything else overrides
     */
    EffectiveConfig read(Map<String, String> environment, List<String> defaults) throws ConfigException {
        return ConfigReader.read(defaults, file, environment, assignments);
    }

    /**
     * Reads it again.
     *
     * @param running what holds
     */
    ConfigChanges readAgain(Map<String, String> environment, List<String> defaults, EffectiveConfig running)
            throws ConfigException {
        return ConfigReader.readAgain(defaults, file, environment, assignments, running);
    }
}
