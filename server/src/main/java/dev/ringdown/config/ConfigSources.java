package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration comes from: the defaults, one file over them, the environment over that, {@code --set} over
 * all. Used once, by {@link ConfigReader}.
 */
final class ConfigSources {
    private static final String PREFIX = "RINGDOWN_";
    private static final Pattern KUBERNETES = Pattern.compile(
            PREFIX + "(\\w+_)?(SERVICE_(HOST|PORT(_\\w+)?)|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

    /** Where a file refers to what there is not. */
    private static final Pattern UNSET = Pattern.compile("^(.*?: \\d+): .*\\$\\{([^?}][^}]*)}$");

    private final List<ConfigFault> faults = new ArrayList<>();

    /** What was wrong with a source as a whole, or with a name in it. */
    List<ConfigFault> faults() {
        return faults;
    }

    /** What the operator said, without defaults. */
    Config merge(
            List<String> defaults, @Nullable Path file, Map<String, String> environment, List<String> assignments) {
        return assignments(assignments, "--set")
                .withFallback(environment(environment))
                .withFallback(file(file))
                .withFallback(assignments(defaults, "the command"))
                .resolve();
    }

    /** What holds where the operator says nothing. */
    static Config defaults() {
        Config config = ConfigFactory.empty();
        for (Setting<?> setting : AllKeys.SETTINGS) {
            ConfigValue value = ConfigFactory.parseString("value = " + setting.defaultText())
                    .getValue("value")
                    .withOrigin(ConfigOriginFactory.newSimple("the default"));
            config = config.withValue(setting.key(), value);
        }
        return config;
    }

    private Config file(@Nullable Path file) {
        if (file == null) {
            return ConfigFactory.empty();
        }
        if (!Files.isReadable(file)) {
            faults.add(new ConfigFault("--config", file.toString(), "a file that can be read", "the command line"));
            return ConfigFactory.empty();
        }
        try {
            return resolved(ConfigFactory.parseFile(file.toFile()));
        } catch (ConfigException e) {
            faults.add(new ConfigFault("--config", String.valueOf(e.getMessage()), "HOCON or JSON", file.toString()));
            return ConfigFactory.empty();
        }
    }

    /** A file may refer to variables of the environment and to keys in it; all that there are not are noted. */
    private Config resolved(Config parsed) {
        Config missing = ConfigFactory.empty();
        while (true) {
            try {
                Config resolved = parsed.withFallback(missing).resolve();
                return missing.isEmpty() ? resolved : ConfigFactory.empty();
            } catch (ConfigException.UnresolvedSubstitution e) {
                String message = String.valueOf(e.getMessage());
                Matcher unset = UNSET.matcher(message);
                if (message.contains("cycle") || !unset.find() || missing.hasPath(unset.group(2))) {
                    throw e; // of another kind
                }
                String name = unset.group(2);
                faults.add(new ConfigFault(
                        "${" + name + "}",
                        "not set",
                        "a variable of the environment, or a key of this file; ${?" + name
                                + "} leaves out what it stands for",
                        unset.group(1)));
                missing = missing.withValue(name, ConfigValueFactory.fromAnyRef(""));
            }
        }
    }

    private Config environment(Map<String, String> environment) {
        Config config = ConfigFactory.empty();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            String name = variable.getKey();
            if (!name.startsWith(PREFIX) || isKubernetes(name, variable.getValue())) {
                continue;
            }
            String key = AllKeys.ofVariable(name);
            if (key == null) {
                faults.add(new ConfigFault(
                        name, "…", "RINGDOWN_ and a key such as RINGDOWN_SERVER_PORT", "the environment"));
            } else {
                config = with(config, key, variable.getValue(), "the environment, " + name);
            }
        }
        return config;
    }

    /** Kubernetes sets such variables in every pod beside a service whose name starts with {@code ringdown}. */
    private static boolean isKubernetes(String name, String value) {
        return KUBERNETES.matcher(name).matches() || name.endsWith("_PORT") && value.matches("(tcp|udp|sctp)://.*");
    }

    private Config assignments(List<String> assignments, String origin) {
        Config config = ConfigFactory.empty();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                faults.add(new ConfigFault("--set", shown(assignment), "key=value", "the command line"));
            } else {
                config =
                        with(config, assignment.substring(0, equals).strip(), assignment.substring(equals + 1), origin);
            }
        }
        return config;
    }

    /** A key that lacks its value; anything else may be a value that lacks its key, and that may be a secret. */
    private static String shown(String assignment) {
        return AllKeys.isSetting(assignment) ? assignment : "…";
    }

    private static Config with(Config config, String key, String value, String origin) {
        String path = ConfigUtil.joinPath(key.split("\\.", -1));
        return config.withValue(path, ConfigValueFactory.fromAnyRef(value, origin));
    }
}
