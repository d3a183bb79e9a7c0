package dev.ringdown.event;

import static dev.ringdown.event.Decoding.assertMalformed;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.json;
import static dev.ringdown.event.Decoding.structured;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything for which a CloudEvent in structured mode is refused as malformed. */
class CloudEventRefusalTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            ~~          | body: empty (expected: a JSON object)
            ~  ~        | body: empty (expected: a JSON object)
            []          | body: START_ARRAY (expected: a JSON object)
            'text'      | body: VALUE_STRING (expected: a JSON object)
            null        | body: VALUE_NULL (expected: a JSON object)
            {           | body: not JSON at byte 1 (
            {'id' 1}    | body: not JSON at byte 6 (
            {'id':01}   | body: not JSON at byte 7 (
            {'id':NaN}  | body: not JSON at byte
            {'data':[1,]} | body: not JSON at byte
            {'data':'a  | body: not JSON at byte
            {/*c*/}     | body: not JSON at byte
            """)
    void aBodyThatIsNoJsonObjectIsRefused(String body, String message) {
        assertMalformed(message, () -> structured(json(body)));
    }

    @Test
    void whatFollowsBehindTheEventIsRefused() {
        assertMalformed("body: more after the end (expected: one JSON value)", () -> structured(cloudEvent() + "{}"));
        assertMalformed("body: not JSON at byte", () -> structured(cloudEvent() + "x"));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        byte[] latin1 = cloudEvent("'note':'é'").getBytes(StandardCharsets.ISO_8859_1);

        assertMalformed("body: ", () -> Decoding.decoder().cloudEvent(latin1, 0));
        assertThatThrownBy(() -> Decoding.decoder().cloudEvent(latin1, 0)).hasMessageEndingWith("(expected: UTF-8)");
    }

    @Test
    void aSurrogateEncodedAsUtf8IsRefused() {
        byte[] body = bytes(cloudEvent("'data':'???'"));
        int at = cloudEvent("'data':'???'").indexOf("???");
        body[at] = (byte) 0xED;
        body[at + 1] = (byte) 0xA0;
        body[at + 2] = (byte) 0x80;

        assertMalformed("body: ", () -> Decoding.decoder().cloudEvent(body, 0));
    }

    @Test
    void utf16IsRefusedAlthoughItsBytesCouldBeUtf8() {
        byte[] bigEndian = cloudEvent("'data':{}").getBytes(StandardCharsets.UTF_16BE);
        byte[] littleEndian = cloudEvent("'data':{}").getBytes(StandardCharsets.UTF_16LE);

        assertMalformed("body: not JSON at byte", () -> Decoding.decoder().cloudEvent(bigEndian, 0));
        assertMalformed("body: not JSON at byte", () -> Decoding.decoder().cloudEvent(littleEndian, 0));
    }

    @Test
    void aByteOrderMarkIsRefused() {
        assertMalformed("body: not JSON at byte", () -> structured("\ufeff" + cloudEvent()));
    }

    /** Six of them stand in every CloudEvent of these tests. */
    @Test
    void asManyAttributesAsThereMayBeAreReadAndOneMoreIsRefused() throws InvalidEventException {
        String most = extensions(Decoding.MAX_ATTRIBUTES - 7) + "'data':{}";

        assertThat(structured(cloudEvent(most))).isNotNull();
        assertThatThrownBy(() -> structured(cloudEvent("'more':1," + most)))
                .hasMessage("event: more than 20 attributes (expected: at most limits.event-attributes)")
                .isInstanceOfSatisfying(
                        InvalidEventException.class,
                        e -> assertThat(e.kind()).isEqualTo(InvalidEventException.Kind.TOO_MANY_ATTRIBUTES));
    }

    private static String extensions(int count) {
        return IntStream.range(0, count).mapToObj(i -> "'x" + i + "':1,").collect(Collectors.joining());
    }

    @Test
    void nestingDeeperThan1000IsRefused() {
        String tooDeep = "'data':" + "[".repeat(1000) + "]".repeat(1000);

        assertMalformed("body: not JSON (", () -> structured(cloudEvent(tooDeep)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'specversion':'1.0',      | specversion: missing (expected: 1.0)
            'id':'e-1',               | id: missing (expected: a text unique within source)
            'source':'/call-manager', | source: missing (expected: a URI reference)
            'type':'call_created',    | type: missing (expected: <resource>_<action>
            """)
    void anEventWithoutAnAttributeThatItNeedsIsRefused(String member, String message) {
        String body = cloudEvent().replace(json(member), "");

        assertMalformed(message, () -> structured(body));
    }

    @Test
    void anotherVersionOfCloudEventsIsRefused() {
        assertMalformed(
                "specversion: 0.3 (expected: 1.0)",
                () -> structured(cloudEvent().replace("1.0", "0.3")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            'id':'e-2'             | id: given twice (expected: once)
            'data':1,'data':2      | data: given twice (expected: once)
            'note':1,'note':null   | note: given twice (expected: once)
            'note':{}              | note: START_OBJECT (expected: a string, number or boolean)
            'note':[]              | note: START_ARRAY (expected: a string, number or boolean)
            'note':''              | note:  (expected: 1 to 1024 characters)
            'time':5               | time: 5 (expected: a string)
            'time':true            | time: true (expected: a string)
            'agentids':5           | agentids: 5 (expected: a string)
            'datacontenttype':5    | datacontenttype: 5 (expected: a string)
            'data_base64':'AAAA'   | data_base64: AAAA (expected: JSON in data)
            'sequence':'1'         | sequence: 1 (expected: absent, the log assigns it)
            'sequence':1           | sequence: 1 (expected: absent, the log assigns it)
            'Note':'x'             | attribute name: Note (expected: 1 to 20 of a-z 0-9)
            'my_note':'x'          | attribute name: my_note (expected: 1 to 20 of a-z 0-9)
            'my_note':5            | attribute name: my_note (expected: 1 to 20 of a-z 0-9)
            '':'x'                 | attribute name:  (expected: 1 to 20 of a-z 0-9)
            'nnnnnnnnnnnnnnnnnnnnn':'x' | attribute name: nnnnnnnnnnnnnnnnnnnnn (expected: 1 to 20 of a-z 0-9)
            'note':1.5             | note: 1.5 (expected: a whole number of 32 bits, or a string)
            'note':1e3             | note: 1e3 (expected: a whole number of 32 bits, or a string)
            'note':2147483648      | note: 2147483648 (expected: a whole number of 32 bits, or a string)
            'note':-2147483649     | note: -2147483649 (expected: a whole number of 32 bits, or a string)
            'note':99999999999999999999 | note: 99999999999999999999 (expected: a whole number of 32 bits, or a string)
            'note':'a\\nb'         | note: a control character (expected: Unicode text)
            'note':'\\u007f'       | note: a control character (expected: Unicode text)
            'note':'\\u0085'       | note: a control character (expected: Unicode text)
            'note':'\\ufdd0'       | note: a code point that is no character (expected: Unicode text)
            'note':'\\uffff'       | note: a code point that is no character (expected: Unicode text)
            'note':'\\ud83f\\udffe' | note: a code point that is no character (expected: Unicode text)
            'note':'\\ud800'       | note: half of a surrogate pair (expected: Unicode text)
            'note':'\\ude00\\ud83d' | note: half of a surrogate pair (expected: Unicode text)
            'datacontenttype':'text/plain' | datacontenttype: text/plain (expected: application/json, or a type that ends with +json)
            'datacontenttype':'application/jsonp' | datacontenttype: application/jsonp (expected: application/json, or a type that ends with +json)
            'datacontenttype':'application/a b+json' | datacontenttype: application/a b+json (expected: application/json, or a type that ends with +json)
            'datacontenttype':'json'       | datacontenttype: json (expected: application/json, or a type that ends with +json)
            """)
    void anAttributeThatIsNotAllowedIsRefused(String member, String message) {
        assertMalformed(message, () -> structured(cloudEvent(member)));
    }

    @Test
    void anAttributeOf1025CharactersIsRefusedAndCutInTheMessage() {
        String member = "'note':'" + "n".repeat(1025) + "'";

        assertMalformed(
                "note: " + "n".repeat(128) + "… (expected: 1 to 1024 characters)",
                () -> structured(cloudEvent(member)));
    }

    @Test
    void aNameIsCutInTheMessageToo() {
        String member = "'" + "n".repeat(2000) + "':{}";

        assertMalformed("n".repeat(128) + "…: START_OBJECT", () -> structured(cloudEvent(member)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "_created", "call_", "_", "call created_x", "call_ü", "call:1_x", "call/_x"})
    void aTypeThatIsNoResourceAndActionIsRefused(String type) {
        assertMalformed(
                "type: " + type + " (expected: <resource>_<action>, 3 to 128 of A-Z a-z 0-9 . _ -)",
                () -> structured(cloudEvent().replace("call_created", type)));
    }

    @Test
    void aTypeOf129CharactersIsRefused() {
        String type = "call_" + "x".repeat(124);

        assertMalformed("type: call_xxx", () -> structured(cloudEvent().replace("call_created", type)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-23",
                "2026-11-23 10:15:30.123",
                "2026-11-23 10:15:30Z",
                "2026-11-23T10:15:30",
                "2026-11-23T10:15Z",
                "2026-11-23T10:15:30.Z",
                "2026-11-23T10:15:30.123",
                "2026-11-23T10:15:30,5Z",
                "2026-11-23T10:15:30+01",
                "2026-11-23T10:15:30+0100",
                "2026-11-23T10:15:30+01:00:30",
                "2026-11-23T10:15:30+24:00",
                "2026-11-23T10:15:30+01:60",
                "2026-11-23T10:15:30Zulu",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:60:00Z",
                "2026-11-23T10:15:60Z",
                "2026-11-23T23:59:60Z",
                "2026-11-30T23:59:60+01:00",
                "2026-11-23T10:15:61Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2026-02-29T00:00:00Z",
                "2026-11-00T00:00:00Z",
                "2026-11-31T00:00:00Z",
                "12026-11-23T10:15:30Z",
                "+2026-11-23T10:15:30Z",
                "-2026-11-23T10:15:30Z",
                "٢٠٢٦-11-23T10:15:30Z"
            })
    void aTimeThatIsNoneIsRefused(String time) {
        assertMalformed(
                "time: " + time + " (expected: RFC 3339, such as 2026-11-23T10:15:30.123Z)",
                () -> structured(cloudEvent("'time':'" + time + "'")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "call:", ":17", "Call:17", "*:17", "call:*", "call:1:7", "call:1 7"})
    void aSubjectThatIsNoResourceAndIdIsRefused(String subject) {
        assertMalformed(
                "subject: " + subject + " (expected: <resource>:<resource-id>)",
                () -> structured(cloudEvent().replace("call:17", subject)));
    }
}
