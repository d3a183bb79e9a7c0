package dev.ringdown.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a query, each given once. Immutable. */
public final class Query {
    private final Map<String, String> values;

    private Query(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads a query.
     *
     * @param text as it was sent
     * @param known the parameters that there are
     * @throws InvalidQueryException it is not one, a parameter is not known, or is there twice
     */
    public static Query parse(String text, Collection<String> known) throws InvalidQueryException {
        Map<String, String> values = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                throw new InvalidQueryException(name, "unknown parameter", String.join(", ", known));
            }
            if (values.put(name, equals < 0 ? "" : decoded(pair.substring(equals + 1))) != null) {
                throw new InvalidQueryException(name, "more than one", "one at most");
            }
        }
        return new Query(values);
    }

    private static String decoded(String text) throws InvalidQueryException {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new InvalidQueryException("query", "a broken percent-encoding", "% and two hex digits");
        }
    }

    /** The value of a parameter, or null if it is not there. */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /**
     * The value of a parameter as a whole number.
     *
     * @param otherwise if it is not there
     * @throws InvalidQueryException it is none, or out of range
     */
    public long number(String name, long otherwise, long minimum, long maximum) throws InvalidQueryException {
        String text = values.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (number >= minimum && number <= maximum) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Not a number, which is told like one out of range.
        }
        throw new InvalidQueryException(name, text, minimum + " to " + maximum);
    }
}
