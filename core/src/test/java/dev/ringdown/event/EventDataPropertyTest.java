package dev.ringdown.event;

import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.SEQUENCE;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.decoder;
import static dev.ringdown.event.Decoding.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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

        assertData(data, decoder().cloudEvent(bytes("{" + ATTRIBUTES + "," + member + "}" + before), 0));
        assertData(data, decoder().cloudEvent(bytes(before + "{" + member + "," + ATTRIBUTES + "}"), 0));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void binaryModeKeepsDataByteForByte(
            @ForAll("values") String data, @ForAll("space") String before, @ForAll("space") String after)
            throws Exception {
        assertData(data, decoder().binary(HEADERS, bytes(before + data + after), 0));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void theEnvelopeKeepsDataByteForByte(
            @ForAll("values") String member, @ForAll("space") String before, @ForAll("space") String after)
            throws Exception {
        String data = "{" + before + json("'customer_id':'" + CUSTOMER + "','more'") + after + ":" + member
                + json(",'id':'17'") + after + "}";

        assertData(
                data,
                decoder().envelope(bytes("{\"data\":" + before + data + after + json(",'type':'call_a'}")), "p", 0));
    }

    @Property(tries = 250, edgeCases = EdgeCasesMode.NONE)
    void aBatchKeepsDataByteForByte(
            @ForAll("values") String first, @ForAll("values") String second, @ForAll("space") String space)
            throws Exception {
        String body = "[" + space + "{" + ATTRIBUTES + ",\"data\":" + space + first + "}" + space + ",{\"data\":"
                + second + space + "," + ATTRIBUTES + "}" + space + "]";

        List<Event> events = decoder().cloudEventBatch(bytes(body), 2, 0);

        assertData(first, events.get(0));
        assertData(second, events.get(1));
    }

    private static void assertData(String data, Event event) {
        assertThat(event.json().withSequence(bytes(SEQUENCE)))
                .endsWith(bytes("\",\"datacontenttype\":\"application/json\",\"data\":" + data + "}"));
    }

    @Provide
    Arbitrary<String> values() {
        return JsonTexts.values();
    }

    @Provide
    Arbitrary<String> space() {
        return JsonTexts.space();
    }
}
