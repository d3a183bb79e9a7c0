package dev.ringdown.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a line of the log names, as in {@code opened session={} holder={}} or as pairs beside its message. Stateless. */
final class NamedValues {
    /** A place for a value, with the name before it if it has one. */
    private static final Pattern PLACE = Pattern.compile("(?:([a-z][A-Za-z0-9_]*)=\"?)?\\{}");

    /** Members of every line, which no value replaces. */
    private static final Set<String> TAKEN = Set.of("time", "level", "logger", "thread", "message", "exception");

    private NamedValues() {}

    /** The values by their names, in the order of the line. */
    static Map<String, Object> of(ILoggingEvent event) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (event.getKeyValuePairs() != null) {
            event.getKeyValuePairs().forEach(pair -> put(values, pair.key, pair.value));
        }
        Object[] arguments = event.getArgumentArray();
        if (arguments == null || event.getMessage() == null) {
            return values;
        }
        Matcher place = PLACE.matcher(event.getMessage());
        for (int i = 0; i < arguments.length && place.find(); i++) {
            put(values, place.group(1), arguments[i]);
        }
        return values;
    }

    private static void put(Map<String, Object> values, @Nullable String name, @Nullable Object value) {
        if (name != null && !TAKEN.contains(name)) {
            values.put(name, value == null ? "null" : value);
        }
    }
}
