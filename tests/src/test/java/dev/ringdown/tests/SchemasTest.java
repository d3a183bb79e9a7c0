package dev.ringdown.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ringdown.tests.support.Contract;
import dev.ringdown.tests.support.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of the contract take what they should and refuse what they should. */
class SchemasTest {
    private static final String SURPRISE = "{\"of\":[\"another\",\"kind\"]}";

    /** What means the same in draft 7, which tools for AsyncAPI take a schema for, and in 2020-12. */
    private static final Set<String> KEYWORDS = Set.of(
            "$schema",
            "$ref",
            "$defs",
            "title",
            "description",
            "examples",
            "type",
            "const",
            "enum",
            "pattern",
            "format",
            "minLength",
            "maxLength",
            "minimum",
            "maximum",
            "items",
            "minItems",
            "maxItems",
            "required",
            "properties",
            "propertyNames",
            "additionalProperties",
            "oneOf",
            "allOf",
            "not",
            "if",
            "then",
            "else");

    private static final JsonNode MESSAGES =
            Json.parseYaml(Contract.text("asyncapi.yaml")).path("components").path("messages");

    static List<String> schemas() {
        return Contract.schemas();
    }

    /** Every example of the AsyncAPI document, with the schema that it is an example of. */
    static Stream<Arguments> examples() {
        return MESSAGES.properties().stream()
                .flatMap(message -> StreamSupport.stream(
                                message.getValue().path("examples").spliterator(), false)
                        .map(example -> Arguments.of(
                                message.getValue()
                                        .path("payload")
                                        .path("$ref")
                                        .asText()
                                        .replaceAll("schemas/|\\.json", ""),
                                example.path("payload"))));
    }

    static Stream<JsonNode> controlMessages() {
        return examples()
                .filter(example -> Contract.listedIn("control-message").contains(example.get()[0]))
                .map(example -> (JsonNode) example.get()[1]);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void aSchemaIsOneItself(String schema) {
        JsonNode json = Json.parse(Contract.text("schemas/" + schema + ".json"));

        assertThat(Contract.metaFaults(json)).isEmpty();
        assertThat(KEYWORDS).containsAll(keywords(json));
    }

    @Test
    void theUnionsAreTheMessagesOfTheDocument() {
        Set<String> messages = new TreeSet<>();
        MESSAGES.fieldNames().forEachRemaining(messages::add);
        Set<String> both = new TreeSet<>(Contract.listedIn("client-message"));
        both.addAll(Contract.listedIn("server-message"));
        both.add("enveloped-event");

        assertThat(both).isEqualTo(messages);
    }

    @Test
    void whatIsNoEventIsTheSameInEveryShape() {
        List<String> besideEvents = new ArrayList<>(Contract.listedIn("server-message"));
        besideEvents.remove("event");

        assertThat(Contract.listedIn("control-message")).isEqualTo(besideEvents);
    }

    /** An attribute of an event may have that name. */
    @ParameterizedTest
    @MethodSource("controlMessages")
    void onlyWhereEventsAreNoCloudEventsAMessageIsMarked(JsonNode example) {
        ObjectNode plain = example.deepCopy();
        plain.remove("control");
        ObjectNode marked = plain.deepCopy().put("control", true);

        Contract.assertKept("server-message", plain);
        Contract.assertKept("control-message", marked);
        assertThat(Contract.faults("server-message", marked)).isNotEmpty();
        assertThat(Contract.faults("control-message", plain)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleIsOne(String schema, JsonNode example) {
        Contract.assertKept(schema, example);
        Contract.assertKept(unionOf(schema, example), example);
    }

    private static String unionOf(String schema, JsonNode example) {
        if (Contract.listedIn("client-message").contains(schema)) {
            return "client-message";
        }
        return schema.equals("enveloped-event")
                ? schema
                : example.has("control") ? "control-message" : "server-message";
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatLacksAMemberIsRefused(String schema, JsonNode example) {
        JsonNode required =
                Json.parse(Contract.text("schemas/" + schema + ".json")).path("required");

        assertThat(Json.texts(required)).isNotEmpty().allSatisfy(member -> {
            ObjectNode without = example.deepCopy();
            without.remove(member);
            assertThat(Contract.faults(schema, without))
                    .as("without %s", member)
                    .isNotEmpty();
        });
    }

    @ParameterizedTest
    @MethodSource("examples")
    void whatHasAMemberOfAnotherKindIsRefused(String schema, JsonNode example) {
        assertThat(example.properties())
                .filteredOn(
                        member -> !(schema.endsWith("event") && member.getKey().equals("data"))) // anything
                .isNotEmpty()
                .allSatisfy(member -> {
                    ObjectNode changed = example.deepCopy();
                    changed.set(member.getKey(), Json.parse(SURPRISE));
                    assertThat(Contract.faults(schema, changed))
                            .as("%s", changed)
                            .isNotEmpty();
                });
    }

    /** Of a client's message the server ignores what it does not know. */
    @ParameterizedTest
    @MethodSource("examples")
    void whatTheServerNeverSaysIsRefused(String schema, JsonNode example) {
        ObjectNode more = example.deepCopy();
        more.set("surprise", Json.parse(SURPRISE));

        assertThat(Contract.faults(schema, more).isEmpty())
                .isEqualTo(Contract.listedIn("client-message").contains(schema));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            subscribe       | {"type":"unsubscribe","topics":["call"]}
            subscribe       | {"type":"subscribe","topics":"call"}
            subscribe       | {"type":"subscribe","topics":["customer_id"]}
            subscribe       | {"type":"subscribe","topics":["customer_id:1:call"]}
            subscribe       | {"type":"subscribe","topics":["call:a:b"]}
            subscribe       | {"type":"subscribe","topics":["Call"]}
            subscribe       | {"type":"subscribe","topics":["call::"]}
            subscribe       | {"type":"subscribe","topics":["call:call_created:a:b"]}
            subscribe       | {"type":"subscribe","topics":["call"],"types":[]}
            subscribe       | {"type":"subscribe","topics":["call"],"types":["*_hangup"]}
            subscribe       | {"type":"subscribe","topics":["call"],"types":["call_**"]}
            subscribe       | {"type":"subscribe","topics":["call"],"last":0}
            subscribe       | {"type":"subscribe","topics":["call"],"last":1001}
            subscribe       | {"type":"subscribe","topics":["call"],"last":1.5}
            subscribe       | {"type":"subscribe","topics":["call"],"last":1,"after":"6b052a6c-0000000000000001"}
            subscribe       | {"type":"subscribe","topics":["call"],"last":1,"snapshot":true}
            subscribe       | {"type":"subscribe","topics":["call"],"snapshot":true,"after":"6b052a6c-0000000000000001"}
            event           | {"specversion":"1.0","id":"1","source":"/x","type":"created","subject":"call:1","time":"2026-11-24T06:27:34Z","sequence":"1"}
            event           | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","subject":"call","time":"2026-11-24T06:27:34Z","sequence":"1"}
            event           | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","subject":"call:1","time":"yesterday","sequence":"1"}
            event           | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","subject":"call:1","time":"2026-11-24T06:27:34Z","sequence":"1","data":{}}
            event           | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","subject":"call:1","time":"2026-11-24T06:27:34Z","sequence":"1","customerId":"1"}
            enveloped-event | {"type":"call_created"}
            enveloped-event | {"type":"pong","data":1}
            enveloped-event | {"type":"call_created","data":{},"publisher":"x"}
            pong            | {"control":false,"type":"pong","id":1,"sequence":"1"}
            heartbeat       | {"type":"heartbeat","sequence":"1","lag":-1}
            gap             | {"type":"gap","topics":[],"after":"1","before":"2","count":1,"reason":"because"}
            error           | {"type":"error","code":"badtopic","message":"no"}
            error           | {"type":"error","code":"malformed","message":""}
            error           | {"type":"error","code":"malformed","message":"no","topics":[]}
            subscribed      | {"type":"subscribed","id":1,"topics":[],"rejected":[],"sequence":"1","snapshot":1}
            subscribed      | {"type":"subscribed","id":1,"topics":[],"rejected":["call"],"sequence":"1"}
            envelope        | {"type":"call_created"}
            envelope        | {"type":"call_created","data":{},"id":"1"}
            envelope        | {"type":"call","data":{}}
            published-event | {"specversion":"0.3","id":"1","source":"/x","type":"call_created"}
            published-event | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","sequence":"1"}
            published-event | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","data_base64":"e30="}
            published-event | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","customerid":"1"}
            published-event | {"specversion":"1.0","id":"1\\n2","source":"/x","type":"call_created"}
            published-event | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","hops":1.5}
            published-event | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","datacontenttype":"text/plain"}
            acknowledgement | {"id":"1"}
            acknowledgement | {"id":"1","sequence":"1","duplicate":false}
            line-refusal    | {"line":0,"status":400,"title":"Bad Request","detail":"no"}
            problem         | {"type":"about:blank","title":"OK","status":200,"detail":"fine"}
            """)
    void thisIsRefused(String schema, String value) {
        assertThat(Contract.faults(schema, Json.parse(value))).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            subscribe       | {"type":"subscribe","topics":[]}
            subscribe       | {"type":"subscribe","topics":["*","*:*","call:*","agent_id:5013BC52-da9a-11ee-844f-2fa34248de28:*:x.y-Z_1"]}
            subscribe       | {"type":"subscribe","topics":["call:","call:call_*","queue:queuecall_created:7","call:*:7:","Account"]}
            subscribe       | {"type":"subscribe","topics":["call"],"last":1000,"snapshot":false,"types":["*","call_*","call_hangup"]}
            event           | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","subject":"call:1","time":"2026-11-24T06:27:34+01:00","sequence":"1","traceparent":"00-1","hops":3,"urgent":true}
            server-message  | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","subject":"call:1","time":"2026-11-24T06:27:34+01:00","sequence":"1","control":true}
            enveloped-event | {"type":"call_created","data":null}
            published-event | {"specversion":"1.0","id":"1","source":"/x","type":"call_created","sequence":null,"hops":3,"data":null}
            acknowledgement | {"id":"1","sequence":"1","duplicate":true}
            """)
    void thisIsTaken(String schema, String value) {
        Contract.assertKept(schema, Json.parse(value));
    }

    /** The keywords of a schema and of those in it. A reference has none beside it, which draft 7 would not see. */
    private static Set<String> keywords(JsonNode schema) {
        Set<String> keywords = new TreeSet<>();
        schema.properties().forEach(member -> {
            keywords.add(member.getKey());
            switch (member.getKey()) {
                case "properties", "$defs" -> member.getValue().forEach(inner -> keywords.addAll(keywords(inner)));
                case "oneOf", "allOf" -> member.getValue().forEach(inner -> keywords.addAll(keywords(inner)));
                case "items", "additionalProperties", "propertyNames", "not", "if", "then", "else" ->
                    keywords.addAll(keywords(member.getValue()));
                case "$ref" ->
                    assertThat(schema.size()).as("members of %s", schema).isOne();
                default -> {}
            }
        });
        return keywords;
    }
}
