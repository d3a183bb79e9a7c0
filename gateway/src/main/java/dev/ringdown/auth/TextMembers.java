package dev.ringdown.auth;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.json.PeerJson;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads an object of JSON whose members are texts, each of them once. Stateless. */
final class TextMembers {
    private static final String EXPECTED = "an object of JSON whose members are texts, each once";
    private static final int MAX_MEMBERS = 16;

    private TextMembers() {}

    /** What it has, in its order; may be changed. */
    static Map<String, String> read(byte[] json) throws InvalidRevocationException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = PeerJson.parser(json, MAX_MEMBERS)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidRevocationException("JSON", "something else", EXPECTED);
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING || members.put(name, parser.getText()) != null) {
                    throw new InvalidRevocationException(name, "not a text, or there twice", EXPECTED);
                }
            }
            if (parser.nextToken() != null) {
                throw new InvalidRevocationException("JSON", "something behind its end", EXPECTED);
            }
        } catch (IOException e) {
            throw new InvalidRevocationException("JSON", "not whole, or of more than " + MAX_MEMBERS, EXPECTED);
        }
        return members;
    }
}
