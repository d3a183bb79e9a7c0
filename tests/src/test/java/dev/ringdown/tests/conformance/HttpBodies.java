package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.TestEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Bodies of requests (RFC 9112 sections 6 and 7), and connections with several of them (section 9), where events are published. */
final class HttpBodies {
    private static final String POST = "POST /v1.0/events HTTP/1.1";
    private static final String HOST = "Host: localhost";
    private static final String CLOSE = "Connection: close";
    private static final String JSON = "Content-Type: application/json";
    private static final String LINES = "Content-Type: application/x-ndjson";
    private static final String CHUNKED = "Transfer-Encoding: chunked";
    private static final String LIVEZ = "GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private HttpBodies() {}

    static Stream<Case> cases() {
        return Stream.of(lengths(), chunks(), connections(), halves()).flatMap(each -> each);
    }

    private static Stream<Case> lengths() {
        return Stream.of(
                        must(
                                "6.1",
                                "Chunked not the final encoding: the server MUST respond with the 400 and then close the connection",
                                refused("gzip alone", 400, "Transfer-Encoding: gzip"),
                                refused("gzip behind chunked", 400, "Transfer-Encoding: chunked, gzip"),
                                refused("nothing", 400, "Transfer-Encoding: ")),
                        must(
                                "6.1",
                                "A server that receives a transfer coding that it does not understand SHOULD respond with 501",
                                refused("gzip before chunked", 501, "Transfer-Encoding: gzip, chunked")),
                        must(
                                "6.1",
                                "With both Content-Length and Transfer-Encoding, the server MUST close the connection after responding",
                                by(
                                        "both",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "0\r\n\r\n" + LIVEZ,
                                                        POST,
                                                        HOST,
                                                        Wire.publisher(),
                                                        JSON,
                                                        CHUNKED,
                                                        "Content-Length: 5")
                                                .are(400))),
                        must(
                                "6.1",
                                "HTTP/1.0 with Transfer-Encoding: the server MUST close the connection after processing the message",
                                by(
                                        "keep-alive asked for",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "0\r\n\r\n" + LIVEZ,
                                                        "POST /v1.0/events HTTP/1.0",
                                                        HOST,
                                                        Wire.publisher(),
                                                        JSON,
                                                        CHUNKED,
                                                        "Connection: keep-alive")
                                                .are(400))),
                        must(
                                "6.3",
                                "An invalid Content-Length: the server MUST respond with a 400 and then close the connection",
                                refused("no number", 400, "Content-Length: five"),
                                refused("a negative one", 400, "Content-Length: -5"),
                                refused("a sign", 400, "Content-Length: +5"),
                                refused("a hexadecimal one", 400, "Content-Length: 0x5"),
                                refused("a number beyond all numbers", 400, "Content-Length: 99999999999999999999"),
                                refused("two that differ", 400, "Content-Length: 5", "Content-Length: 6"),
                                refused("two in one that differ", 400, "Content-Length: 5, 6")))
                .flatMap(each -> each);
    }

    private static Stream<Case> chunks() {
        return Stream.of(
                        must(
                                "7.1",
                                "A recipient MUST be able to parse and decode the chunked transfer coding",
                                by(
                                        "in three chunks",
                                        wire -> post(wire, chunked(wire, "%x\r\n%s\r\n", 40, 41))
                                                .is(202)),
                                by(
                                        "sizes in capitals, with zeroes",
                                        wire -> post(wire, chunked(wire, "000%X\r\n%s\r\n", 30))
                                                .is(202))),
                        must(
                                "7.1.1",
                                "A recipient MUST ignore unrecognized chunk extensions",
                                by(
                                        "names and values",
                                        wire -> post(wire, chunked(wire, "%x;a=1;b=\"2\";c\r\n%s\r\n", 30))
                                                .is(202))),
                        must(
                                "7.1.2",
                                "A trailer section may follow; a recipient MAY discard it",
                                by("a field", wire -> {
                                    String body = chunked(wire, "%x\r\n%s\r\n", 30);
                                    post(wire, body.substring(0, body.length() - 2) + "X-Digest: 1\r\n\r\n")
                                            .is(202);
                                })),
                        must(
                                "7.1",
                                "A chunk-size is hex digits; recipients MUST anticipate large ones and prevent overflow",
                                by(
                                        "no digits",
                                        wire -> post(wire, "zz\r\n{}\r\n0\r\n\r\n")
                                                .is(400)),
                                by(
                                        "a sign",
                                        wire -> post(wire, "-2\r\n{}\r\n0\r\n\r\n")
                                                .is(400)),
                                by(
                                        "nothing",
                                        wire -> post(wire, "\r\n{}\r\n0\r\n\r\n")
                                                .is(400)),
                                by(
                                        "beyond all numbers",
                                        wire -> post(wire, "FFFFFFFFFFFFFFFFF\r\n{}")
                                                .is(400)),
                                by(
                                        "more than there is",
                                        wire -> post(wire, "2\r\n{}XX\r\n0\r\n\r\n")
                                                .is(400))))
                .flatMap(each -> each);
    }

    private static Stream<Case> connections() {
        return Stream.of(
                        must(
                                "9.3.2",
                                "A server MUST send the responses to pipelined requests in the order that they were received",
                                by(
                                        "three of a kind",
                                        wire -> say(wire, LIVEZ, LIVEZ, last()).are(200, 200, 200)),
                                by(
                                        "a refusal among them",
                                        wire -> say(wire, LIVEZ, LIVEZ.replace("/livez", "/nowhere"), last())
                                                .are(200, 404, 200)),
                                by(
                                        "a stream behind a request",
                                        wire -> say(wire, event(wire, JSON), event(wire, LINES), last())
                                                .are(202, 200, 200)),
                                by(
                                        "a request behind a stream",
                                        wire -> say(wire, event(wire, LINES), event(wire, JSON), last())
                                                .are(200, 202, 200)),
                                by(
                                        "a stream behind a stream",
                                        wire -> say(wire, event(wire, LINES), event(wire, LINES), last())
                                                .are(200, 200, 200)),
                                by(
                                        "all of them",
                                        wire -> say(
                                                        wire,
                                                        event(wire, JSON),
                                                        event(wire, LINES),
                                                        LIVEZ,
                                                        event(wire, LINES),
                                                        event(wire, JSON),
                                                        last())
                                                .are(202, 200, 200, 200, 202, 200)),
                                by(
                                        "a stream that is refused",
                                        wire -> say(
                                                        wire,
                                                        event(wire, JSON),
                                                        event(wire, LINES).replace("Bearer ", "Bearer not-"),
                                                        LIVEZ)
                                                .are(202, 401))),
                        must(
                                "9.6",
                                "A server that receives close MUST NOT process any further requests received on that connection",
                                by(
                                        "a request behind it",
                                        wire -> say(wire, last(), LIVEZ)
                                                .are(200)
                                                .has("connection", "close")),
                                by(
                                        "a request behind a body that was not asked for",
                                        wire -> say(
                                                        wire,
                                                        LIVEZ.replace("\r\n\r\n", "\r\nContent-Length: 2\r\n\r\n{}"),
                                                        LIVEZ)
                                                .are(200)
                                                .has("connection", "close"))),
                        must(
                                "6.1, 9.3",
                                "A server MUST NOT send Transfer-Encoding unless the request indicates HTTP/1.1",
                                by(
                                        "a stream of lines over HTTP/1.0",
                                        wire -> say(wire, event(wire, LINES).replace("HTTP/1.1", "HTTP/1.0"))
                                                .is(200)
                                                .hasNo("transfer-encoding")
                                                .tells("{\"id\":"))))
                .flatMap(each -> each);
    }

    private static Stream<Case> halves() {
        return Stream.of(Case.must(
                        "RFC 9293",
                        "3.6",
                        "A user who closes the sending half may continue to receive: the answer is still owed",
                        ended("a probe", wire -> LIVEZ, 200),
                        ended("metrics", wire -> LIVEZ.replace("/livez", "/metrics"), 200),
                        ended("an event", wire -> event(wire, JSON), 202),
                        ended("a stream of lines", wire -> event(wire, LINES), 200),
                        ended(
                                "several requests",
                                wire -> event(wire, JSON) + LIVEZ + event(wire, LINES),
                                202,
                                200,
                                200),
                        ended("nothing", wire -> "", new Integer[0]),
                        ended("half a head", wire -> LIVEZ + "GET /li", 200),
                        ended("half a body", wire -> LIVEZ + event(wire, JSON).replaceFirst(".$", ""), 200),
                        by(
                                "a document",
                                wire -> wire.sayAndEnd(Side.PUBLIC, "", "GET /v1.0/openapi.yaml HTTP/1.1", HOST)
                                        .is(200)
                                        .tells("openapi: 3.1")),
                        by(
                                "a handshake that is refused",
                                wire -> wire.sayAndEnd(
                                                Side.PUBLIC,
                                                "",
                                                new Opening(wire)
                                                        .target("/v1.0/ws?token=x")
                                                        .lines())
                                        .is(401))))
                .flatMap(each -> each);
    }

    private static Stream<Case> must(String section, String demand, Way... ways) {
        return Case.must("RFC 9112" + Side.INTERNAL.suffix, section, demand, ways);
    }

    /** A body of five bytes with these fields, refused; what follows it is no request. */
    private static Way refused(String name, int status, String... fields) {
        return by(name, wire -> {
            List<String> lines = new ArrayList<>(List.of(POST, HOST, Wire.publisher(), JSON));
            lines.addAll(Arrays.asList(fields));
            wire.say(Side.INTERNAL, "hello" + LIVEZ, lines.toArray(String[]::new))
                    .are(status);
        });
    }

    private static Way ended(String name, Function<Wire, String> requests, Integer... statuses) {
        return by(
                name,
                wire -> wire.sayAllAndEnd(Side.INTERNAL, requests.apply(wire)).are(statuses));
    }

    private static Said say(Wire wire, String... requests) {
        return wire.sayAll(Side.INTERNAL, String.join("", requests));
    }

    private static String last() {
        return Wire.text("", "GET /livez HTTP/1.1", HOST, CLOSE);
    }

    /** An event, in an envelope. */
    private static String event(Wire wire, String contentType) {
        String body = envelope(wire);
        return Wire.text(body, POST, HOST, Wire.publisher(), contentType, "Content-Length: " + body.length());
    }

    private static String envelope(Wire wire) {
        return TestEvent.call("created", wire.agent()).envelope();
    }

    private static Said post(Wire wire, String chunks) {
        return wire.say(Side.INTERNAL, chunks, POST, HOST, Wire.publisher(), JSON, CHUNKED, CLOSE);
    }

    /** An event in chunks that are cut at these places. */
    private static String chunked(Wire wire, String chunk, int... cuts) {
        String body = envelope(wire);
        StringBuilder chunks = new StringBuilder();
        int from = 0;
        for (int cut : cuts) {
            chunks.append(String.format(chunk, cut - from, body.substring(from, cut)));
            from = cut;
        }
        chunks.append(String.format(chunk, body.length() - from, body.substring(from)));
        return chunks.append("0\r\n\r\n").toString();
    }
}
