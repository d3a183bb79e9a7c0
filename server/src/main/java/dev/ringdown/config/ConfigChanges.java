package dev.ringdown.config;

import dev.ringdown.event.Quoted;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What came of reading the configuration again. Immutable.
 *
 * @param config what is to hold now: what a reload can replace is new, everything else as it was
 * @param changes in the order of the reference
 */
public record ConfigChanges(EffectiveConfig config, List<ConfigChange> changes) {
    private static final String NOT_SET = "not set";
    private static final String SECRET = "…";

    public ConfigChanges {
        changes = List.copyOf(changes);
    }

    /** Nothing but keys and values that may be seen. */
    @Override
    public String toString() {
        return "ConfigChanges" + changes;
    }

    /** Where two readings differ. */
    static List<ConfigChange> between(Map<String, Object> was, Map<String, Object> now) {
        Set<String> keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(now.keySet());
        List<ConfigChange> changes = new ArrayList<>();
        for (String key : keys) {
            Object before = was.get(key);
            Object after = now.get(key);
            if (!Objects.equals(before, after)) {
                changes.add(new ConfigChange(key, shown(key, before), shown(key, after), AllKeys.isReloadable(key)));
            }
        }
        return changes;
    }

    /** The values that hold: of what a reload cannot replace those from before, be it that nobody has set them any more. */
    static Map<String, Object> holding(Map<String, Object> was, Map<String, Object> now) {
        Map<String, Object> holding = new LinkedHashMap<>(now);
        holding.keySet().removeIf(key -> !AllKeys.isReloadable(key));
        was.forEach((key, value) -> {
            if (!AllKeys.isReloadable(key)) {
                holding.put(key, value);
            }
        });
        return holding;
    }

    private static String shown(String key, @Nullable Object value) {
        if (value == null || value.equals("")) {
            return NOT_SET;
        }
        return AllKeys.isSecret(key) ? SECRET : Quoted.of(String.valueOf(value));
    }
}
