package dev.ringdown.torture.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.torture.world.EventMaker;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of the server, read as far as it matters here. Immutable. */
public final class Received {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private final Map<String, String> members;
    private final List<String> topics;
    private final List<String> rejected;
    private final int dataHash;

    private Received(Map<String, String> members, List<String> topics, List<String> rejected, int dataHash) {
        this.members = members;
        this.topics = topics;
        this.rejected = rejected;
        this.dataHash = dataHash;
    }

    /** @throws IOException it is not a JSON object */
    public static Received parse(byte[] text) throws IOException {
        Map<String, String> members = new HashMap<>(16);
        List<String> topics = new ArrayList<>(0);
        List<String> rejected = new ArrayList<>(0);
        int dataHash = 0;
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("data")) {
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    dataHash = EventMaker.hash(
                            text, from, (int) parser.currentLocation().getByteOffset());
                } else if (name.equals("topics") && value == JsonToken.START_ARRAY) {
                    texts(parser, topics);
                } else if (name.equals("rejected") && value == JsonToken.START_ARRAY) {
                    texts(parser, rejected);
                } else if (value.isScalarValue()) {
                    members.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        }
        return new Received(members, topics, rejected, dataHash);
    }

    /** The strings of an array; of an object in it the member {@code topic}. */
    private static void texts(JsonParser parser, List<String> texts) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean topic = parser.currentName().equals("topic");
                    parser.nextToken();
                    if (topic) {
                        texts.add(parser.getText());
                    }
                    parser.skipChildren();
                }
            } else {
                texts.add(parser.getText());
            }
        }
    }

    public String type() {
        return text("type");
    }

    /** A member as text; empty if it is missing. */
    public String text(String name) {
        return members.getOrDefault(name, "");
    }

    /** A member that is a number; -1 if it is missing or is none. */
    public int number(String name) {
        String text = text(name);
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    /** A member that is true or false; null if it is missing. */
    public @Nullable Boolean flag(String name) {
        String text = members.get(name);
        return text == null ? null : Boolean.valueOf(text);
    }

    public List<String> topics() {
        return topics;
    }

    /** The topics of {@code rejected}. */
    public List<String> rejected() {
        return rejected;
    }

    /** Of the bytes of {@code data}, see {@link EventMaker#hash}. */
    public int dataHash() {
        return dataHash;
    }

    @Override
    public String toString() {
        return members + " topics " + topics + " rejected " + rejected;
    }
}
