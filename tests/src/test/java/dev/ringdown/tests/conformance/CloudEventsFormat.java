package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;

import dev.ringdown.tests.conformance.Case.Way;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The structured mode of the HTTP protocol binding of CloudEvents 1.0.2, its JSON format, and the types of attributes. */
final class CloudEventsFormat {
    private static final String BINDING = "CloudEvents HTTP 1.0.2";
    private static final String FORMAT = "CloudEvents JSON 1.0.2";
    private static final String CORE = "CloudEvents 1.0.2";
    private static final String JSON = "application/json";
    private static final String STRUCTURED = "application/cloudevents+json";

    private CloudEventsFormat() {}

    static Stream<Case> cases() {
        return Stream.of(structured(), time(), types()).flatMap(each -> each);
    }

    private static Stream<Case> structured() {
        return Stream.of(
                        Case.must(
                                BINDING,
                                "3.2.1",
                                "Content-Type MUST be the media type of an event format",
                                by(
                                        "with a charset",
                                        wire -> Published.post(
                                                        wire, STRUCTURED + "; charset=UTF-8", Published.event(wire, ""))
                                                .is(202)),
                                by(
                                        "in other letters",
                                        wire -> Published.post(
                                                        wire, "Application/CloudEvents+JSON", Published.event(wire, ""))
                                                .is(202)),
                                by(
                                        "a format that is not known",
                                        wire -> Published.post(
                                                        wire, "application/cloudevents+avro", Published.event(wire, ""))
                                                .is(415)
                                                .tells("application/x-ndjson"))),
                        Case.must(
                                BINDING,
                                "3.2.3",
                                "All attributes MUST be mapped into the payload, even if they are also mapped into headers",
                                by(
                                        "headers that say something else",
                                        wire -> Published.post(
                                                        wire,
                                                        STRUCTURED,
                                                        Published.event(wire, ""),
                                                        "ce-id: other",
                                                        "ce-type: other")
                                                .is(202))),
                        Case.must(
                                BINDING,
                                "3.3",
                                "A batch of events; it MAY be empty",
                                by(
                                        "two",
                                        wire -> Published.post(
                                                        wire,
                                                        "application/cloudevents-batch+json",
                                                        "[" + Published.event(wire, "") + ","
                                                                + Published.event(wire, "") + "]")
                                                .is(202)),
                                by(
                                        "none",
                                        wire -> Published.post(wire, "application/cloudevents-batch+json", "[]")
                                                .is(200)),
                                by(
                                        "one that is none",
                                        wire -> Published.post(
                                                        wire,
                                                        "application/cloudevents-batch+json",
                                                        "[" + Published.event(wire, "") + ",{}]")
                                                .is(400)
                                                .tells("[1]."))),
                        Case.must(
                                FORMAT,
                                "2.2",
                                "Null MUST be treated as the equivalent of unset; no attribute is there twice",
                                by(
                                        "null",
                                        wire -> Published.post(
                                                        wire,
                                                        STRUCTURED,
                                                        Published.event(wire, ",\"time\":null,\"note\":null"))
                                                .is(202)),
                                structured("id twice", 400, ",\"id\":\"2\""),
                                structured("data twice", 400, ",\"data\":{}"),
                                structured("null and a value", 400, ",\"note\":null,\"note\":\"x\"")),
                        Case.must(
                                FORMAT,
                                "3.1",
                                "JSON data: datacontenttype with a subtype of json or that ends with +json",
                                by(
                                        "+json",
                                        wire -> Published.post(
                                                        wire,
                                                        STRUCTURED,
                                                        Published.event(
                                                                wire,
                                                                ",\"datacontenttype\":\"application/vnd.x+json\""))
                                                .is(202)),
                                structured("XML", 400, ",\"datacontenttype\":\"text/xml\""),
                                structured("data_base64 beside data", 400, ",\"data_base64\":\"AAAA\"")),
                        Case.must(
                                "VoIPBin envelope",
                                "docs/protocol.md",
                                "Each member is there once: a filter in front may have read the other one",
                                by(
                                        "data twice",
                                        wire -> Published.post(
                                                        wire,
                                                        JSON,
                                                        "{\"type\":\"call_created\",\"data\":{},\"data\":"
                                                                + Published.data(wire) + "}")
                                                .is(400)
                                                .tells("data: given twice")),
                                by(
                                        "type twice",
                                        wire -> Published.post(
                                                        wire,
                                                        JSON,
                                                        "{\"type\":\"call_created\",\"type\":\"call_created\",\"data\":"
                                                                + Published.data(wire) + "}")
                                                .is(400)
                                                .tells("type: given twice")),
                                by(
                                        "publisher twice",
                                        wire -> Published.post(
                                                        wire,
                                                        JSON,
                                                        "{\"publisher\":\"a\",\"publisher\":\"b\",\"type\":\"call_created\",\"data\":"
                                                                + Published.data(wire) + "}")
                                                .is(400)),
                                by(
                                        "the customer twice",
                                        wire -> Published.post(
                                                        wire,
                                                        JSON,
                                                        "{\"type\":\"call_created\",\"data\":"
                                                                + Published.data(wire)
                                                                        .replace(
                                                                                "}",
                                                                                ",\"customer_id\":\""
                                                                                        + UUID.randomUUID() + "\"}")
                                                                + "}")
                                                .is(400)
                                                .tells("data.customer_id")),
                                by("names of NDJSON", wire -> {
                                    for (String type : List.of(
                                            "application/x-ndjson",
                                            "application/ndjson",
                                            "application/jsonl",
                                            "application/x-jsonlines; charset=utf-8")) {
                                        Published.post(wire, type, Published.event(wire, ""))
                                                .is(200)
                                                .has("content-type", "application/x-ndjson");
                                    }
                                })))
                .flatMap(each -> each);
    }

    private static Stream<Case> time() {
        return Case.must(
                CORE,
                "3.1, RFC 3339 5.6",
                "time: if present, MUST adhere to the format specified in RFC 3339",
                Stream.of(
                                Stream.of(
                                                "2026-11-23T10:15:30Z",
                                                "2026-11-23T10:15:30.123456789012345678901Z",
                                                "2026-11-23t10:15:30.5z",
                                                "2026-11-23T10:15:30-00:00",
                                                "1990-12-31T23:59:60Z",
                                                "1990-12-31T15:59:60-08:00")
                                        .map(text -> structured(text, 202, ",\"time\":\"" + text + "\"")),
                                Stream.of(
                                                "2026-11-23T10:15Z",
                                                "2026-11-23T10:15:30",
                                                "2026-11-23T10:15:30+01",
                                                "2026-11-23T10:15:30+01:00:30",
                                                "2026-11-23T10:15:30+0100",
                                                "12026-11-23T10:15:30Z",
                                                "2026-11-23T10:15:30.Z",
                                                "2026-11-23T10:15:60Z",
                                                "2026-02-29T10:15:30Z",
                                                "2026-11-23T24:00:00Z",
                                                "2026-11-23 10:15:30Z")
                                        .map(text -> structured(text, 400, ",\"time\":\"" + text + "\"")))
                        .flatMap(each -> each)
                        .toArray(Way[]::new));
    }

    private static Stream<Case> types() {
        return Case.must(
                CORE,
                "Type System",
                "String without control characters; Integer of 32 bits; Boolean",
                structured("an integer", 202, ",\"note\":-2147483648"),
                structured("a boolean", 202, ",\"note\":false"),
                structured("a fraction", 400, ",\"note\":1.5"),
                structured("an integer too large", 400, ",\"note\":2147483648"),
                structured("a line feed", 400, ",\"note\":\"a\\nb\""),
                structured("NEL", 400, ",\"note\":\"\\u0085\""),
                structured("a surrogate alone", 400, ",\"note\":\"\\ud800\""),
                structured("a noncharacter", 400, ",\"note\":\"\\uffff\""),
                structured("an object", 400, ",\"note\":{}"));
    }

    private static Way structured(String name, int status, String more) {
        return by(
                name,
                wire -> Published.post(wire, STRUCTURED, Published.event(wire, more))
                        .is(status));
    }
}
