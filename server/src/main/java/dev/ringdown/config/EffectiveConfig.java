package dev.ringdown.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The configuration that holds, and where each value of it comes from. Immutable.
 *
 * @param tree for the program
 * @param read the value of each key that was read; secrets are among them
 * @param files that it stands in, and those that have its secrets
 */
public record EffectiveConfig(RingdownConfig tree, Config values, Map<String, Object> read, Set<Path> files) {
    private static final String MASK = "\"********\"";

    /** Like {@link #print}. */
    @Override
    public String toString() {
        return print();
    }

    /** Every key with its value and origin, as HOCON; secrets are masked. */
    public String print() {
        List<String> order =
                new ArrayList<>(AllKeys.SETTINGS.stream().map(Setting::key).toList());
        List<Map.Entry<String, ConfigValue>> entries = new ArrayList<>(values.entrySet());
        entries.sort(Comparator.comparingInt((Map.Entry<String, ConfigValue> entry) -> {
                    int at = order.indexOf(key(entry));
                    return at < 0 ? order.size() : at;
                })
                .thenComparing(EffectiveConfig::key));
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, ConfigValue> entry : entries) {
            text.append(entry.getKey())
                    .append(" = ")
                    .append(shown(entry))
                    .append("  # ")
                    .append(entry.getValue().origin().description())
                    .append('\n');
        }
        return text.toString();
    }

    private static String key(Map.Entry<String, ConfigValue> entry) {
        return String.join(".", ConfigUtil.splitPath(entry.getKey()));
    }

    private static String shown(Map.Entry<String, ConfigValue> entry) {
        String key = key(entry);
        Object value = entry.getValue().unwrapped();
        boolean shown = "".equals(value) || value instanceof String text && SecretFile.isNamedBy(text);
        return AllKeys.isSecret(key) && !shown ? MASK : entry.getValue().render(ConfigRenderOptions.concise());
    }
}
