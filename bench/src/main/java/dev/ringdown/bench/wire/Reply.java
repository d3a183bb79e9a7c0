package dev.ringdown.bench.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the server says that is no event. Immutable.
 *
 * @param sequence null if it has none
 * @param rejected how many topics were refused
 * @param recovered false only if something before it is not retained any more
 * @param text all of it
 */
public record Reply(String type, @Nullable String sequence, int rejected, boolean recovered, String text) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What a server says that has no more words for it. */
    public static Reply subscribed(String text) {
        return new Reply("subscribed", null, 0, true, text);
    }

    /** @throws IOException it is no JSON object */
    public static Reply parse(String text) throws IOException {
        String type = "";
        String sequence = null;
        int rejected = 0;
        boolean recovered = true;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object: " + text);
            }
            for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "type" -> type = parser.getText();
                    case "sequence" -> sequence = value == JsonToken.VALUE_NULL ? null : parser.getText();
                    case "recovered" -> recovered = value != JsonToken.VALUE_FALSE;
                    case "rejected" -> rejected = elements(parser);
                    default -> parser.skipChildren();
                }
            }
        }
        return new Reply(type, sequence, rejected, recovered, text);
    }

    private static int elements(JsonParser parser) throws IOException {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            count++;
        }
        return count;
    }
}
