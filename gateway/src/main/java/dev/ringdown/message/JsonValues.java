package dev.ringdown.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.event.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the value of a member, to its end, whatever it is. Stateless. */
final class JsonValues {
    private JsonValues() {}

    /** Passes over a value of a kind that is not wanted; says what is wrong. */
    static String wrongKind(String name, JsonParser parser, String expected) throws IOException {
        String value = parser.getText();
        parser.skipChildren();
        return name + ": " + Quoted.of(value) + " (expected: " + expected + ")";
    }

    /**
     * The strings of an array, or null if it is not an array of strings; reads to its end either way.
     *
     * @param most of more than these only one is returned
     */
    static @Nullable List<String> strings(JsonParser parser, int most) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        List<String> strings = new ArrayList<>();
        boolean legal = true;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                if (strings.size() <= most) {
                    strings.add(parser.getText());
                }
            } else {
                legal = false;
                parser.skipChildren();
            }
        }
        return legal ? strings : null;
    }
}
