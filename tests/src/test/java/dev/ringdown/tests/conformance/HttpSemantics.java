package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Json;
import dev.ringdown.tests.support.RunningServer;
import java.util.stream.Stream;

/** What methods and answers mean (RFC 9110), on both ports. */
final class HttpSemantics {
    private static final String HOST = "Host: localhost";
    private static final String CLOSE = "Connection: close";
    private static final String POST = "POST /v1.0/events HTTP/1.1";
    private static final String JSON = "Content-Type: application/json";

    private HttpSemantics() {}

    static Stream<Case> cases() {
        return Stream.concat(methods(), answers());
    }

    private static Stream<Case> methods() {
        return Stream.of(
                        must(
                                "9.1, 9.3.2",
                                "All general-purpose servers MUST support GET and HEAD; the server MUST NOT send content in the response to HEAD",
                                head("a document", Side.PUBLIC, "/v1.0/openapi.yaml"),
                                head("a schema", Side.PUBLIC, "/v1.0/schemas/event.json"),
                                head("a probe", Side.INTERNAL, "/livez"),
                                head("another one", Side.INTERNAL, "/readyz"),
                                head("metrics", Side.INTERNAL, "/metrics"),
                                by(
                                        "what is not there, public",
                                        wire -> wire.say(Side.PUBLIC, "", "HEAD /nowhere HTTP/1.1", HOST)
                                                .is(404)
                                                .hasNoBody()),
                                by(
                                        "what is not there, internal",
                                        wire -> wire.say(Side.INTERNAL, "", "HEAD /nowhere HTTP/1.1", HOST, CLOSE)
                                                .is(404)
                                                .hasNoBody()),
                                by(
                                        "the answer behind it stays where it is",
                                        wire -> wire.sayAll(
                                                        Side.INTERNAL,
                                                        Wire.text("", "HEAD /livez HTTP/1.1", HOST)
                                                                + Wire.text("", "GET /livez HTTP/1.1", HOST, CLOSE))
                                                .are(200, 200))),
                        must(
                                "15.5.6",
                                "The origin server MUST generate an Allow header field in a 405 response",
                                by(
                                        "GET where events are published",
                                        wire -> wire.say(Side.INTERNAL, "", "GET /v1.0/events HTTP/1.1", HOST, CLOSE)
                                                .is(405)
                                                .has("allow", "post")),
                                by(
                                        "POST of a probe",
                                        wire -> wire.say(Side.INTERNAL, "", "POST /livez HTTP/1.1", HOST, CLOSE)
                                                .is(405)
                                                .has("allow", "get, head")),
                                by(
                                        "DELETE of a document",
                                        wire -> wire.say(Side.PUBLIC, "", "DELETE /v1.0/openapi.yaml HTTP/1.1", HOST)
                                                .is(405)
                                                .has("allow", "get, head")),
                                by(
                                        "POST of an event stream",
                                        wire -> wire.say(Side.PUBLIC, "", "POST /v1.0/events/stream HTTP/1.1", HOST)
                                                .is(405)
                                                .has("allow", "get"))))
                .flatMap(each -> each);
    }

    private static Stream<Case> answers() {
        return Stream.of(
                        must(
                                "6.6.1",
                                "An origin server with a clock MUST generate a Date header field in all 2xx, 3xx, and 4xx responses",
                                dated("a document", Side.PUBLIC, "GET /v1.0/openapi.yaml HTTP/1.1"),
                                dated("a refusal, public", Side.PUBLIC, "GET /nowhere HTTP/1.1"),
                                dated("a probe", Side.INTERNAL, "GET /livez HTTP/1.1"),
                                dated("a refusal, internal", Side.INTERNAL, "GET /nowhere HTTP/1.1")),
                        must(
                                "11.6.1",
                                "A server generating a 401 response MUST send a WWW-Authenticate header field",
                                by(
                                        "a handshake",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "",
                                                        new Opening(wire)
                                                                .target("/v1.0/ws")
                                                                .lines())
                                                .is(401)
                                                .has("www-authenticate", "bearer")),
                                by(
                                        "an event",
                                        wire -> wire.say(
                                                        Side.INTERNAL,
                                                        "{}",
                                                        POST,
                                                        HOST,
                                                        JSON,
                                                        "Content-Length: 2",
                                                        CLOSE)
                                                .is(401)
                                                .has("www-authenticate", "bearer"))),
                        must(
                                "15.5.22, 7.8",
                                "The server MUST send an Upgrade header field in a 426, and with it the upgrade connection option",
                                by(
                                        "a GET of the WebSocket",
                                        wire -> wire.say(Side.PUBLIC, "", "GET /v1.0/ws HTTP/1.1", HOST)
                                                .is(426)
                                                .has("upgrade", "websocket")
                                                .has("connection", "upgrade"))),
                        must(
                                "8.6",
                                "A server MUST NOT send a Content-Length header field in any response with a status code of 204",
                                by("a session that is closed", HttpSemantics::closedByOperator)),
                        must(
                                "13.1.2, 15.4.5",
                                "If none matches, perform; else 304, without content, with the ETag that a 200 would have",
                                by("the tag that it has", wire -> {
                                    Said first = wire.say(Side.PUBLIC, "", "GET /v1.0/openapi.yaml HTTP/1.1", HOST);
                                    String tag = first.header("etag");
                                    wire.say(
                                                    Side.PUBLIC,
                                                    "",
                                                    "GET /v1.0/openapi.yaml HTTP/1.1",
                                                    HOST,
                                                    "If-None-Match: \"x\", W/" + tag)
                                            .is(304)
                                            .has("etag", tag)
                                            .hasNoBody();
                                }),
                                by(
                                        "another one",
                                        wire -> wire.say(
                                                        Side.PUBLIC,
                                                        "",
                                                        "GET /v1.0/openapi.yaml HTTP/1.1",
                                                        HOST,
                                                        "If-None-Match: \"x\"")
                                                .is(200))))
                .flatMap(each -> each);
    }

    private static Stream<Case> must(String section, String demand, Way... ways) {
        return Case.must("RFC 9110", section, demand, ways);
    }

    private static Way head(String name, Side side, String path) {
        return by(
                name,
                wire -> wire.say(side, "", "HEAD " + path + " HTTP/1.1", HOST, CLOSE)
                        .is(200)
                        .has("content-length", "[1-9]\\d*")
                        .hasNoBody());
    }

    private static Way dated(String name, Side side, String requestLine) {
        return by(
                name,
                wire -> wire.say(side, "", requestLine, HOST, CLOSE)
                        .has("date", "[a-z]{3}, \\d\\d [a-z]{3} \\d{4} \\d\\d:\\d\\d:\\d\\d gmt"));
    }

    private static void closedByOperator(Wire wire) {
        String welcome = wire.handshake().offering("ringdown.v1").open().read().text();
        String session = Json.parse(welcome).path("session").asText();
        wire.say(
                        Side.INTERNAL,
                        "",
                        "DELETE /v1.0/sessions/" + session + " HTTP/1.1",
                        HOST,
                        "Authorization: Bearer " + RunningServer.ADMIN_KEY,
                        CLOSE)
                .is(204)
                .hasNo("content-length")
                .hasNo("transfer-encoding")
                .hasNoBody();
    }
}
