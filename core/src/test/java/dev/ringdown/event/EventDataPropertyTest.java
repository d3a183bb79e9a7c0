package dev.ringdown.event;

import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.DECODER;
import static dev.ringdown.event.Decoding.SEQUENCE;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** {@code data} reaches receivers byte for byte, in whatever form and with whatever whitespace it was published. */
class EventDataPropertyTest {
    private static final String ATTRIBUTES = json("'specversion':'1.0','id':'1','source':'/s','type':'call_created',"
            + "'customerid':'" + CUSTOMER + "','subject':'call:17'");
    private static final Map<String, String> HEADERS = Map.of(
            "specversion",
            "1.0",
            "id",
            "1",
            "source",
            "/s",
            "type",
            "call_created",
            "customerid",
            CUSTOMER,
            "subject",
            "call:17");

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void structuredModeKeepsDataByteForByte(
            @ForAll("values") String data, @ForAll("space") String before, @ForAll("space") String after)
            throws Exception {
        String member = "\"data\"" + after + ":" + before + data + after;

        assertData(data, DECODER.cloudEvent(bytes("{" + ATTRIBUTES + "," + member + "}" + before), 0));
        assertData(data, DECODER.cloudEvent(bytes(before + "{" + member + "," + ATTRIBUTES + "}"), 0));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void binaryModeKeepsDataByteForByte(
            @ForAll("values") String data, @ForAll("space") String before, @ForAll("space") String after)
            throws Exception {
        assertData(data, DECODER.binary(HEADERS, bytes(before + data + after), 0));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void theEnvelopeKeepsDataByteForByte(
            @ForAll("values") String member, @ForAll("space") String before, @ForAll("space") String after)
            throws Exception {
        String data = "{" + before + json("'customer_id':'" + CUSTOMER + "','more'") + after + ":" + member
                + json(",'id':'17'") + after + "}";

        assertData(
                data,
                DECODER.envelope(bytes("{\"data\":" + before + data + after + json(",'type':'call_a'}")), "p", 0));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void aBatchKeepsDataByteForByte(
            @ForAll("values") String first, @ForAll("values") String second, @ForAll("space") String space)
            throws Exception {
        String body = "[" + space + "{" + ATTRIBUTES + ",\"data\":" + space + first + "}" + space + ",{\"data\":"
                + second + space + "," + ATTRIBUTES + "}" + space + "]";

        List<Event> events = DECODER.cloudEventBatch(bytes(body), 2, 0);

        assertData(first, events.get(0));
        assertData(second, events.get(1));
    }

    private static void assertData(String data, Event event) {
        assertThat(event.json().withSequence(bytes(SEQUENCE)))
                .endsWith(bytes("\",\"datacontenttype\":\"application/json\",\"data\":" + data + "}"));
    }

    @Provide
    Arbitrary<String> values() {
        return value(3);
    }

    @Provide
    Arbitrary<String> space() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
    }

    private Arbitrary<String> value(int depth) {
        return depth == 0
                ? scalar()
                : Arbitraries.frequencyOf(
                        Tuple.of(2, scalar()),
                        Tuple.of(1, array(value(depth - 1))),
                        Tuple.of(1, object(value(depth - 1))));
    }

    private Arbitrary<String> scalar() {
        return Arbitraries.oneOf(Arbitraries.of("null", "true", "false"), number(), string());
    }

    private Arbitrary<String> array(Arbitrary<String> value) {
        return spaced(value).list().ofMaxSize(4).map(values -> "[" + String.join(",", values) + "]");
    }

    /** Half a surrogate pair may stand in a text, where it is legal JSON, but the parser takes none in a name. */
    private Arbitrary<String> object(Arbitrary<String> value) {
        Arbitrary<String> name = Arbitraries.oneOf(
                string().filter(text -> !text.contains("\\ud800") && !text.contains("\\udc00")),
                Arbitraries.of("\"id\"", "\"customer_id\"", "\"owner_id\"", "\"data\"", "\"sequence\""));
        return Combinators.combine(spaced(name), spaced(value))
                .as((key, member) -> key + ":" + member)
                .list()
                .ofMaxSize(4)
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private Arbitrary<String> spaced(Arbitrary<String> text) {
        return Combinators.combine(space(), text, space()).as((before, middle, after) -> before + middle + after);
    }

    private Arbitrary<String> number() {
        return Combinators.combine(
                        Arbitraries.of("", "-"),
                        Arbitraries.oneOf(
                                Arbitraries.of("0", "1", "10", "99999999999999999999999999"),
                                Arbitraries.longs().between(0, Long.MAX_VALUE).map(String::valueOf)),
                        Arbitraries.of("", ".0", ".5", ".000000000000000000000000001"),
                        Arbitraries.of("", "e0", "E5", "e+05", "E-300", "e999"))
                .as((sign, digits, fraction, exponent) -> sign + digits + fraction + exponent);
    }

    private Arbitrary<String> string() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of("\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\u00E9"),
                Arbitraries.of("\\ud83d\\ude00", "\\ud800", "\\udc00", "é", "€", "😀", "\u2028", "\u007f", "\uffff"),
                Arbitraries.of("a", " ", "{", "]", ":", ",", "/", "'", "\"data\":".replace("\"", "\\\"")),
                Arbitraries.chars()
                        .range('\u0020', '\u007e')
                        .filter(c -> c != '"' && c != '\\')
                        .map(String::valueOf));
        return piece.list().ofMaxSize(12).map(pieces -> "\"" + String.join("", pieces) + "\"");
    }
}
