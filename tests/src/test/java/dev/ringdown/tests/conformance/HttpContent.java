package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.TestEvent;
import java.util.stream.Stream;

/** Content of requests, and what is expected of it (RFC 9110), on both ports. */
final class HttpContent {
    private static final String HOST = "Host: localhost";
    private static final String CLOSE = "Connection: close";
    private static final String POST = "POST /v1.0/events HTTP/1.1";
    private static final String JSON = "Content-Type: application/json";

    private HttpContent() {}

    static Stream<Case> cases() {
        return Stream.concat(bodies(), expectations());
    }

    private static Stream<Case> bodies() {
        return Stream.of(
                        must(
                                "8.4, 15.5.16",
                                "A content coding that is not supported: 415, with the Accept-Encoding that would do (section 12.5.3)",
                                coded("gzip of an event", 415, "Content-Encoding: gzip", JSON),
                                coded("two of them", 415, "Content-Encoding: identity, br", JSON),
                                coded(
                                        "gzip of lines",
                                        415,
                                        "Content-Encoding: gzip",
                                        "Content-Type: application/x-ndjson"),
                                coded("none, by name", 202, "Content-Encoding: Identity", JSON)),
                        must(
                                "5.3",
                                "A sender MUST NOT generate multiple field lines with the same name, unless they are a list",
                                by("two Content-Type", twice("Content-Type: application/cloudevents+json")),
                                by("two Authorization", twice("Authorization: Bearer other")),
                                by(
                                        "two Content-Encoding",
                                        twice("Content-Encoding: identity", "Content-Encoding: gzip")),
                                by(
                                        "two Origin",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "",
                                                        new Opening(wire)
                                                                .and("Origin: http://a.example")
                                                                .and("Origin: http://b.example")
                                                                .lines())
                                                .is(400))),
                        must(
                                "15.5.14",
                                "413: content larger than the server is willing or able to process",
                                by(
                                        "a handshake with a body",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "x".repeat(9000),
                                                        new Opening(wire)
                                                                .method("POST")
                                                                .and("Content-Length: 9000")
                                                                .lines())
                                                .is(413)
                                                .has("content-type", "application/problem\\+json")
                                                .has("connection", "close")),
                                by(
                                        "its head alone",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "",
                                                        new Opening(wire)
                                                                .method("POST")
                                                                .and("Content-Length: 90000000000")
                                                                .lines())
                                                .is(413)),
                                by(
                                        "in chunks",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "2400\r\n" + "x".repeat(9216),
                                                        new Opening(wire)
                                                                .method("PUT")
                                                                .and("Transfer-Encoding: chunked")
                                                                .lines())
                                                .is(413)),
                                by(
                                        "an event",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "",
                                                        POST,
                                                        HOST,
                                                        Wire.publisher(),
                                                        JSON,
                                                        "Content-Length: 90000000000")
                                                .is(413))),
                        must(
                                "15.5.2, 9.6 of RFC 9112",
                                "A refusal reaches a client that is still sending, before the connection is closed",
                                by("34 MB of lines with a wrong key", HttpContent::refusedWhileSending)))
                .flatMap(each -> each);
    }

    private static Stream<Case> expectations() {
        return Stream.of(
                        must(
                                "10.1.1",
                                "Upon 100-continue, an origin server MUST send either 100 or a final status code",
                                by("an event", expecting("100-continue", "HTTP/1.1", 100, 202)),
                                by("in other letters", expecting("100-Continue", "HTTP/1.1", 100, 202)),
                                by(
                                        "without a key",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "",
                                                        POST,
                                                        HOST,
                                                        JSON,
                                                        "Content-Length: 9",
                                                        "Expect: 100-continue")
                                                .are(401)),
                                by(
                                        "too large",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "",
                                                        POST,
                                                        HOST,
                                                        Wire.publisher(),
                                                        JSON,
                                                        "Content-Length: 90000000000",
                                                        "Expect: 100-continue")
                                                .are(413)),
                                by(
                                        "too large, public",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "",
                                                        new Opening(wire)
                                                                .method("POST")
                                                                .and("Content-Length: 9000")
                                                                .and("Expect: 100-continue")
                                                                .lines())
                                                .are(413))),
                        must(
                                "10.1.1",
                                "A server that receives 100-continue in an HTTP/1.0 request MUST ignore that expectation",
                                by("an event", expecting("100-continue", "HTTP/1.0", 202))),
                        must(
                                "10.1.1",
                                "An expectation other than 100-continue: MAY respond with a 417",
                                by("an event", expecting("a-miracle", "HTTP/1.1", 417)),
                                by(
                                        "a stream of lines",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "{}",
                                                        POST,
                                                        HOST,
                                                        Wire.publisher(),
                                                        "Content-Type: application/x-ndjson",
                                                        "Content-Length: 2",
                                                        "Expect: a-miracle")
                                                .are(417))))
                .flatMap(each -> each);
    }

    private static Stream<Case> must(String section, String demand, Way... ways) {
        return Case.must("RFC 9110", section, demand, ways);
    }

    private static Way coded(String name, int status, String coding, String type) {
        return by(name, wire -> {
            String body = TestEvent.call("created", wire.agent()).envelope();
            Said said = wire.say(
                            Side.INTERNAL,
                            body,
                            POST,
                            HOST,
                            Wire.publisher(),
                            type,
                            coding,
                            "Content-Length: " + body.length(),
                            CLOSE)
                    .is(status);
            assertThat(said.head().contains("ccept-")).isEqualTo(status == 415);
        });
    }

    private static Case.Trial twice(String... fields) {
        return wire -> {
            String body = TestEvent.call("created", wire.agent()).envelope();
            String lines = String.join(
                    "\r\n",
                    POST,
                    HOST,
                    Wire.publisher(),
                    JSON,
                    String.join("\r\n", fields),
                    "Content-Length: " + body.length());
            wire.say(Side.INTERNAL, body, lines).is(400).tells("more than one");
        };
    }

    private static Case.Trial expecting(String expectation, String version, Integer... statuses) {
        return wire -> {
            String body = TestEvent.call("created", wire.agent()).envelope();
            wire.say(
                            Side.INTERNAL,
                            body,
                            POST.replace("HTTP/1.1", version),
                            HOST,
                            Wire.publisher(),
                            JSON,
                            "Content-Length: " + body.length(),
                            "Expect: " + expectation,
                            CLOSE)
                    .are(statuses);
        };
    }

    /** Much more than sockets hold, so that it is refused while most of it is still to be sent. */
    private static void refusedWhileSending(Wire wire) {
        try (RawConnection connection = wire.connect(Side.INTERNAL)) {
            byte[] lines = new byte[34 * 1024 * 1024];
            connection.write(Wire.bytes(Wire.text(
                    "",
                    POST,
                    HOST,
                    "Authorization: Bearer not-a-key-of-anybody",
                    "Content-Type: application/x-ndjson",
                    "Content-Length: " + lines.length)));
            connection.write(lines);
            assertThat(connection.readAnswer().status()).isEqualTo(401);
        }
    }
}
