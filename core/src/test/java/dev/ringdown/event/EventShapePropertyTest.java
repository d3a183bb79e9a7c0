package dev.ringdown.event;

import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.SEQUENCE;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.decoder;
import static dev.ringdown.event.Decoding.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands in an event, the shapes have its data as it was published, and nothing of its other attributes. */
class EventShapePropertyTest {
    private static final String NEEDED =
            json("'specversion':'1.0','source':'/s','customerid':'" + CUSTOMER + "','subject':'call:17'");

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void theResourceIsTheDataByteForByte(
            @ForAll("types") String type,
            @ForAll("texts") String id,
            @ForAll("attributes") String attributes,
            @ForAll("values") String data)
            throws Exception {
        Event event = decoder().cloudEvent(bytes(published(type, id, attributes, ",\"data\":" + data)), 0);

        EventForms shapes = shapesOf(event);

        assertThat(text(shapes, EventShape.RESOURCE)).isEqualTo(data);
        assertIsTypeAndData(text(shapes, EventShape.ENVELOPE), type, data);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void withoutDataTheResourceIsNull(
            @ForAll("types") String type, @ForAll("texts") String id, @ForAll("attributes") String attributes)
            throws Exception {
        Event event = decoder().cloudEvent(bytes(published(type, id, attributes, "")), 0);

        EventForms shapes = shapesOf(event);

        assertThat(text(shapes, EventShape.RESOURCE)).isEqualTo("null");
        assertIsTypeAndData(text(shapes, EventShape.ENVELOPE), type, "null");
    }

    private static String published(String type, String id, String attributes, String data) {
        return "{" + NEEDED + ",\"type\":\"" + type + "\",\"id\":" + id + attributes + data + "}";
    }

    private static EventForms shapesOf(Event event) {
        return new EventForms(event.type(), event.json().withSequence(bytes(SEQUENCE)));
    }

    private static String text(EventForms shapes, EventShape shape) {
        EventText text = shapes.text(shape);
        assertThat(text.bytes()).hasSize(text.length());
        return new String(text.bytes(), StandardCharsets.UTF_8);
    }

    /** Read by a parser, since what is put together from pieces may look right and be none. */
    private static void assertIsTypeAndData(String envelope, String type, String data) throws Exception {
        try (JsonParser parser = new JsonFactory().createParser(envelope)) {
            assertThat(parser.nextToken()).isEqualTo(JsonToken.START_OBJECT);
            assertThat(parser.nextFieldName()).isEqualTo("type");
            assertThat(parser.nextTextValue()).isEqualTo(type);
            assertThat(parser.nextFieldName()).isEqualTo("data");
            parser.nextToken();
            int from = (int) parser.currentTokenLocation().getCharOffset();
            assertThat(envelope.substring(from)).isEqualTo(data + "}");
            parser.skipChildren();
            assertThat(parser.nextToken()).isEqualTo(JsonToken.END_OBJECT);
            assertThat(parser.nextToken()).isNull();
        }
    }

    @Provide
    Arbitrary<String> values() {
        return JsonTexts.values();
    }

    @Provide
    Arbitrary<String> types() {
        return Arbitraries.of(
                "call_created", "Account_created", "call.outbound_whitelist_rejected", "data_data", "a-b_c");
    }

    /** As an attribute may have it. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                JsonTexts.attribute(),
                Arbitraries.of(
                        "\"\\\",\\\"data\\\":{}}\"",
                        "\"\\u0022,\\u0022data\\u0022:1\"",
                        "\"data\"",
                        "\"}\"",
                        "\"\\\\\""));
    }

    @Provide
    Arbitrary<String> attributes() {
        Arbitrary<String> value = Arbitraries.oneOf(texts(), Arbitraries.of("1", "-2147483648", "true", "false"));
        Arbitrary<String> name = Arbitraries.oneOf(
                Arbitraries.of("dataschema", "dat", "dataa", "data1", "control", "e"),
                Arbitraries.strings().withCharRange('a', 'z').ofMinLength(3).ofMaxLength(20));
        return Combinators.combine(
                        name.filter(text -> !isOfCloudEvents(text)).set().ofMaxSize(4),
                        value.list().ofSize(4))
                .as((names, values) -> {
                    StringBuilder members = new StringBuilder();
                    int i = 0;
                    for (String each : names) {
                        members.append(",\"").append(each).append("\":").append(values.get(i++));
                    }
                    return members.toString();
                });
    }

    private static boolean isOfCloudEvents(String name) {
        return Set.of(
                        "specversion",
                        "id",
                        "source",
                        "type",
                        "subject",
                        "time",
                        "datacontenttype",
                        "data",
                        "customerid",
                        "agentids",
                        "parents",
                        "sequence")
                .contains(name);
    }
}
