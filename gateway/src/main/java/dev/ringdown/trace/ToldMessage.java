package dev.ringdown.trace;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ServerMessages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of {@link ServerMessages}, as far as an operator who traces the session wants to know of it. Immutable.
 *
 * @param sequence the position that it speaks of; of a gap the first event that is left
 * @param reason the reason of a gap, or the code of an error
 */
record ToldMessage(
        String type,
        @Nullable Sequence sequence,
        List<String> topics,
        @Nullable String reason) {
    private static final JsonFactory JSON = new JsonFactory();

    ToldMessage {
        topics = List.copyOf(topics);
    }

    static ToldMessage read(byte[] message) {
        String type = "";
        Sequence sequence = null;
        List<String> topics = new ArrayList<>(0);
        String reason = null;
        try (JsonParser parser = JSON.createParser(message)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (name) {
                    case "type" -> type = parser.getText();
                    case "sequence", "before" -> sequence = Sequence.parse(parser.getText());
                    case "reason", "code" -> reason = parser.getText();
                    case "topics" -> {
                        while (value == JsonToken.START_ARRAY && parser.nextToken() != JsonToken.END_ARRAY) {
                            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                                topics.add(parser.getText());
                            } else {
                                parser.skipChildren(); // an explained topic, which is an object
                            }
                        }
                    }
                    default -> parser.skipChildren();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what was written to be sent", e);
        }
        return new ToldMessage(type, sequence, topics, reason);
    }
}
