package dev.ringdown.message;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query of a request for an event stream. One without a value is as one that is not there. Immutable. */
final class StreamParameters {
    private final Map<String, List<String>> query;

    /** @param query decoded; the values of each name in their order */
    StreamParameters(Map<String, List<String>> query) {
        this.query = query;
    }

    /** The values of a parameter that has one, in their order. */
    List<String> values(String name) {
        return query.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isBlank())
                .toList();
    }

    /** The first value, or null. */
    @Nullable
    String value(String name) {
        List<String> values = values(name);
        return values.isEmpty() ? null : values.get(0);
    }

    /** The elements of a list, each once: separated by commas, the parameter repeated, or both. */
    List<String> list(String name) {
        Set<String> elements = new LinkedHashSet<>();
        for (String value : values(name)) {
            for (String element : value.split(",", -1)) {
                if (!element.isBlank()) {
                    elements.add(element.strip());
                }
            }
        }
        return List.copyOf(elements);
    }
}
