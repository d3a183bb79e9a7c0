package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import java.util.stream.Stream;

/** The binary mode of the HTTP protocol binding of CloudEvents 1.0.2: its attributes are headers. */
final class CloudEventsBinary {
    private static final String BINDING = "CloudEvents HTTP 1.0.2";
    private static final String JSON = "application/json";

    private CloudEventsBinary() {}

    static Stream<Case> cases() {
        return Stream.of(binary(), values()).flatMap(each -> each);
    }

    private static Stream<Case> binary() {
        return Stream.of(
                        Case.must(
                                BINDING,
                                "3.1.1",
                                "Content-Type corresponds to (MUST be populated from or written to) datacontenttype",
                                kept("plain JSON", "application/json"),
                                kept("with a parameter", "application/json; charset=utf-8"),
                                kept("+json", "application/vnd.x+json"),
                                kept("+json with a parameter", "application/vnd.x+json; v=1"),
                                kept("in other letters", "application/GEO+JSON"),
                                by(
                                        "none, and no data",
                                        wire -> Published.post(wire, null, "", routed(wire))
                                                .is(202))),
                        Case.must(
                                BINDING,
                                "3.1.1",
                                "A ce-datacontenttype HTTP header MUST NOT also be present",
                                refused(
                                        "another one",
                                        "ce-datacontenttype",
                                        "ce-datacontenttype: application/geo+json")),
                        Case.must(
                                BINDING,
                                "3.1.3",
                                "Attributes MUST be individually mapped to and from distinct HTTP message headers",
                                refused("ce-id twice", "ce-id", "ce-id: 1", "ce-id: 2"),
                                refused("the same twice", "ce-id", "ce-id: 1", "CE-ID: 1"),
                                refused("an extension twice", "ce-note", "ce-note: a", "ce-note: b"),
                                refused("no source", "source", "-ce-source"),
                                refused("another version", "specversion", "-ce-specversion", "ce-specversion: 0.3")),
                        Case.must(
                                BINDING,
                                "3.1.3.1",
                                "Names are prefixed with ce-; per HTTP, header names are case-insensitive",
                                by(
                                        "in other letters",
                                        wire -> assertThat(Published.delivered(wire, JSON, "CE-Note: x")
                                                        .path("note")
                                                        .asText())
                                                .isEqualTo("x")),
                                refused("a name that is none", "attribute name", "ce-my-note: x")))
                .flatMap(each -> each);
    }

    private static Stream<Case> values() {
        return Stream.of(
                        Case.must(
                                BINDING,
                                "3.1.3.2",
                                "Any header value MUST first be unescaped with respect to double-quoted strings",
                                reads("a quoted value", "\"quoted\"", "quoted"),
                                reads("with a space", "\"two words\"", "two words"),
                                reads("with escapes", "\"a\\\"b\\\\c\"", "a\"b\\c"),
                                reads("and percent-encoded", "\"50%25\"", "50%"),
                                refused("that does not end", "ce-note", "ce-note: \"open"),
                                refused("that ends too early", "ce-note", "ce-note: \"a\" b")),
                        Case.must(
                                BINDING,
                                "3.1.3.2",
                                "A single round of percent-decoding MUST then be performed",
                                reads(
                                        "the example of the specification",
                                        "Euro%20%E2%82%AC%20%F0%9F%98%80",
                                        "Euro € 😀"),
                                reads("once only", "%2541", "%41"),
                                reads("a plus is a plus", "a+b", "a+b"),
                                refused("a lone %", "ce-note", "ce-note: 100%"),
                                refused("one digit", "ce-note", "ce-note: %4"),
                                refused("no digits", "ce-note", "ce-note: %zz")),
                        Case.must(
                                BINDING,
                                "3.1.3.2",
                                "Decoding MUST accept lower-case values, and values that have been unnecessarily encoded",
                                reads("lower case", "%e2%82%ac", "€"),
                                reads("what needs none", "%61%2D%7a", "a-z")),
                        Case.must(
                                BINDING,
                                "3.1.3.2",
                                "Encoded byte sequences which are invalid in UTF-8 MUST be rejected",
                                refused("overlong", "ce-note", "ce-note: %C0%A0"),
                                refused("cut", "ce-note", "ce-note: %E2%82"),
                                refused("a surrogate", "ce-note", "ce-note: %ED%A0%80")),
                        Case.must(
                                BINDING,
                                "3.1.3.2",
                                "HTTP headers MUST only use printable characters from the US-ASCII character set",
                                refused("Latin-1", "ce-note", "ce-note: caf\u00e9"),
                                refused("UTF-8", "ce-note", "ce-note: \u00e2\u0082\u00ac")))
                .flatMap(each -> each);
    }

    private static Way kept(String name, String contentType) {
        return by(
                name,
                wire -> assertThat(Published.delivered(wire, contentType)
                                .path("datacontenttype")
                                .asText())
                        .isEqualTo(contentType));
    }

    private static Way reads(String name, String value, String text) {
        return by(
                name,
                wire -> assertThat(Published.delivered(wire, JSON, "ce-note: " + value)
                                .path("note")
                                .asText())
                        .isEqualTo(text));
    }

    /** An event in binary mode with these headers besides, or without one of which the name has a minus before it. */
    private static Way refused(String name, String inDetail, String... headers) {
        return by(
                name,
                wire -> Published.post(wire, JSON, Published.data(wire), Published.attributes(headers))
                        .is(400)
                        .tells(inDetail + ": "));
    }

    private static String[] routed(Wire wire) {
        return Published.attributes(
                "ce-subject: call:1", "ce-customerid: " + wire.agent().customer());
    }
}
