package dev.ringdown.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A message of the server: an event, or a control message about the connection. Immutable as long as nobody changes
 * the tree.
 *
 * @param raw the text as it came
 */
record ReceivedMessage(String raw, ObjectNode json) {
    /** Names are kept in no table: it is publishers who choose those in {@code data}, and one of them could fill it. */
    private static final JsonFactory WITHOUT_NAMES = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .build();

    private static final ObjectMapper JSON = JsonMapper.builder(WITHOUT_NAMES)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES) // 1.10 is shown as 1.10
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Reads one text message; {@code null} if it is not a JSON object with a {@code type}. */
    static @Nullable ReceivedMessage parse(String raw) {
        try {
            return JSON.readTree(raw) instanceof ObjectNode object
                            && object.path("type").isTextual()
                    ? new ReceivedMessage(raw, object)
                    : null;
        } catch (JsonProcessingException e) {
            return null; // what it is instead does not matter: the caller shows the text
        }
    }

    String type() {
        return text("type");
    }

    /** The value of a text or number member; empty if there is none. */
    String text(String member) {
        return json.path(member).asText("");
    }

    /** The texts of an array member; empty if there is none. */
    List<String> texts(String member) {
        List<String> texts = new ArrayList<>();
        json.path(member).forEach((JsonNode node) -> texts.add(node.asText()));
        return texts;
    }
}
