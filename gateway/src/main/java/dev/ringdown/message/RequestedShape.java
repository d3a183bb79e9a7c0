package dev.ringdown.message;

import dev.ringdown.event.EventShape;
import dev.ringdown.event.Quoted;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request says by its parameter {@code shape}. Immutable.
 *
 * @param shape in which it asks for events; null if it leaves that to the server, or if there is a fault
 * @param fault what is wrong with it, and what is right; null if nothing is
 */
public record RequestedShape(
        @Nullable EventShape shape, @Nullable String fault) {
    private static final String PARAMETER = "shape";

    private static final String WORDS =
            Arrays.stream(EventShape.values()).map(EventShape::text).collect(Collectors.joining(", "));

    /** @param query decoded; the values of each name in their order */
    public static RequestedShape of(Map<String, List<String>> query) {
        return of(new StreamParameters(query));
    }

    static RequestedShape of(StreamParameters parameters) {
        List<String> values = parameters.values(PARAMETER);
        if (values.size() > 1) {
            return new RequestedShape(null, "shape: given more than once (expected: once)");
        }
        if (values.isEmpty()) {
            return new RequestedShape(null, null);
        }
        EventShape shape = EventShape.parse(values.get(0));
        return new RequestedShape(
                shape,
                shape == null ? "shape: " + Quoted.of(values.get(0)) + " (expected: one of " + WORDS + ")" : null);
    }
}
