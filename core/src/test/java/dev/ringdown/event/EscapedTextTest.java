package dev.ringdown.event;

import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a publisher has in its texts, receivers get one JSON object (RFC 8259 section 7) that says the same. */
class EscapedTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\\",
                "a\"b",
                "a\\",
                "\\\"",
                "\",\"data\":{\"injected\":true},\"x\":\"",
                "\u00a0",
                "\u2028",
                "é😀"
            })
    void aTextArrivesAsItWasPublishedInEveryMember(String text) throws Exception {
        Map<String, String> got = members(message(event(text)));

        assertThat(got)
                .containsEntry("id", text)
                .containsEntry("source", text)
                .containsEntry("note", text)
                .containsOnlyKeys("specversion", "id", "source", "type", "subject", "time", "note", "sequence");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\"})
    void aTextThatIsPlainButForItsEndIsEscapedToo(String end) throws Exception {
        Map<String, String> got = members(message(event("plain".repeat(20) + end)));

        assertThat(got).containsEntry("id", "plain".repeat(20) + end);
    }

    @Test
    void aTextFromAHeaderIsEscapedAsOneFromABody() throws Exception {
        Event event = Decoding.binary(
                Map.of(
                        "specversion", "1.0",
                        "id", "a\"b\\c",
                        "source", "/\"",
                        "type", "call_created",
                        "customerid", CUSTOMER,
                        "subject", "call:17"),
                "");

        assertThat(members(message(event))).containsEntry("id", "a\"b\\c").containsEntry("source", "/\"");
    }

    private static Event event(String text) throws Exception {
        String quoted = '"' + String.valueOf(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
        String body = "{\"specversion\":\"1.0\",\"type\":\"call_created\",\"subject\":\"call:17\",\"customerid\":\""
                + CUSTOMER + "\",\"id\":" + quoted + ",\"source\":" + quoted + ",\"note\":" + quoted + "}";
        return Decoding.decoder(64 * 1024).cloudEvent(bytes(body), 77);
    }

    /** Of an object that has nothing but texts; fails if it is none, or if there is more. */
    private static Map<String, String> members(String object) throws IOException {
        Map<String, String> members = new LinkedHashMap<>();
        try (JsonParser parser = new JsonFactory().createParser(object)) {
            assertThat(parser.nextToken().isStructStart()).isTrue();
            while (parser.nextFieldName() != null) {
                members.put(parser.currentName(), parser.nextTextValue());
            }
            assertThat(parser.nextToken()).isNull();
        }
        return members;
    }
}
