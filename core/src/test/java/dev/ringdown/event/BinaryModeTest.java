package dev.ringdown.event;

import static dev.ringdown.event.Decoding.AGENT;
import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.assertRefused;
import static dev.ringdown.event.Decoding.assertUnroutable;
import static dev.ringdown.event.Decoding.binary;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.message;
import static dev.ringdown.event.Decoding.structured;
import static dev.ringdown.event.Decoding.topics;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryModeTest {
    private static final Map<String, String> HEADERS = Map.of(
            "specversion", "1.0",
            "id", "e-1",
            "source", "/call-manager",
            "type", "call_created",
            "customerid", CUSTOMER,
            "subject", "call:17");

    @Test
    void headersAndBodyMakeTheSameEventAsStructuredMode() throws Exception {
        Event event = binary(HEADERS, "{ \"a\" : 1 }");

        assertThat(message(event)).isEqualTo(message(structured(cloudEvent("'data':{ 'a' : 1 }"))));
    }

    @Test
    void theBodyRoutesTheEventIfTheHeadersDoNot() throws Exception {
        Map<String, String> headers =
                Map.of("specversion", "1.0", "id", "e-1", "source", "/call-manager", "type", "call_created");

        Event event = binary(headers, json("{'id':'17','customer_id':'" + CUSTOMER + "','owner_id':'" + AGENT + "'}"));

        assertThat(topics(event))
                .containsExactly("customer_id:" + CUSTOMER + ":call:17", "agent_id:" + AGENT + ":call:17");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\r\n"})
    void anEmptyBodyIsNoData(String body) throws Exception {
        assertThat(message(binary(HEADERS, body))).isEqualTo(message(structured(cloudEvent())));
    }

    @Test
    void whitespaceAroundTheBodyIsNoPartOfTheData() throws Exception {
        assertThat(message(binary(HEADERS, " 42 "))).endsWith("\"data\":42}");
        assertThat(message(binary(HEADERS, "\r\n42\r\n"))).endsWith("\"data\":42}");
        assertThat(message(binary(HEADERS, "\t-1.5e3\t"))).endsWith("\"data\":-1.5e3}");
        assertThat(message(binary(HEADERS, " true "))).endsWith("\"data\":true}");
        assertThat(message(binary(HEADERS, " \" a \" "))).endsWith("\"data\":\" a \"}");
    }

    @Test
    void extensionHeadersAreKeptAsStrings() throws Exception {
        assertThat(message(binary(with("retries", "3"), "{}"))).contains(",\"retries\":\"3\",");
        assertThat(message(binary(with("note", "a\"\\😀"), "{}"))).contains(",\"note\":\"a\\\"\\\\😀\",");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            specversion | ce-specversion: missing (expected: 1.0)
            id          | id: missing (expected: a text unique within source)
            source      | source: missing (expected: a URI reference)
            type        | type: missing (expected: <resource>_<action>
            """)
    void aHeaderThatIsNeededIsMissed(String header, String message) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.remove(header);

        assertMalformed(message, () -> binary(headers, "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            specversion | 0.3   | specversion: 0.3 (expected: 1.0)
            sequence    | 1     | sequence: 1 (expected: absent, the log assigns it)
            data        | x     | data: x (expected: in the body, not an attribute)
            data_base64 | AAAA  | data_base64: AAAA (expected: JSON in data)
            my-note     | x     | attribute name: my-note (expected: 1 to 20 of a-z 0-9)
            time        | later | time: later (expected: RFC 3339
            type        | call  | type: call (expected: <resource>_<action>
            subject     | call  | subject: call (expected: <resource>:<resource-id>)
            agentids    | x     | agentids: x (expected: UUIDs, separated by commas)
            datacontenttype | text/plain | datacontenttype: text/plain (expected: application/json, or a type that ends with +json)
            """)
    void aHeaderThatIsNotAllowedIsRefused(String header, String value, String message) {
        assertMalformed(message, () -> binary(with(header, value), "{}"));
    }

    @Test
    void aHeaderValueIsUnicodeTextOf1To1024Characters() {
        assertMalformed("note:  (expected: 1 to 1024 characters)", () -> binary(with("note", ""), "{}"));
        assertMalformed("note: nnn", () -> binary(with("note", "n".repeat(1025)), "{}"));
        assertMalformed("note: half of a surrogate pair", () -> binary(with("note", "\ud800"), "{}"));
        assertMalformed("note: a control character", () -> binary(with("note", "a\tb"), "{}"));
    }

    @Test
    void anEventHasAtMostSoManyHeaders() {
        Map<String, String> most = new HashMap<>(HEADERS);
        IntStream.range(HEADERS.size(), Decoding.MAX_ATTRIBUTES).forEach(i -> most.put("note" + i, "x"));
        Map<String, String> oneMore = new HashMap<>(most);
        oneMore.put("another", "x");

        assertThatCode(() -> binary(most, "{}")).doesNotThrowAnyException();
        assertRefused(
                InvalidEventException.Kind.TOO_MANY_ATTRIBUTES,
                "event: more than 20 attributes (expected: at most limits.event-attributes)",
                () -> binary(oneMore, "{}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {       | body: not JSON at byte
            hello   | body: not JSON at byte
            01      | body: not JSON at byte
            {} {}   | body: more after the end (expected: one JSON value)
            1 2     | body: more after the end (expected: one JSON value)
            """)
    void aBodyThatIsNotOneJsonValueIsRefused(String body, String message) {
        assertMalformed(message, () -> binary(HEADERS, body));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] body = {'"', (byte) 0xE9, '"'};

        assertMalformed("body: ", () -> Decoding.decoder().binary(HEADERS, body, 0));
    }

    @Test
    void anEventOfNobodyIsUnroutable() {
        assertUnroutable("customerid: nobody (expected: ", () -> binary(with("customerid", "nobody"), "{}"));
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(header, value);
        return headers;
    }
}
