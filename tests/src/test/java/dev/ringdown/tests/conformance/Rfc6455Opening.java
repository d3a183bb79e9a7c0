package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.RawWebSocket;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The opening handshake, as a server reads and answers it. */
final class Rfc6455Opening {
    private static final byte[] PING =
            Frame.text("{\"type\":\"ping\",\"id\":1}").masked();

    private Rfc6455Opening() {}

    static Stream<Case> cases() {
        return Stream.of(
                        must(
                                "4.2.1 (1)",
                                "An HTTP/1.1 or higher GET request, including a Request-URI",
                                refused("POST", 400, opening -> opening.method("POST")),
                                refused("PUT", 400, opening -> opening.method("PUT")),
                                refused("a method in small letters", 400, opening -> opening.method("get")),
                                refused("HTTP/1.0", 400, opening -> opening.version("HTTP/1.0")),
                                refused("another path", 404, opening -> opening.target("/v1.0/wss")),
                                accepted("GET", opening -> opening),
                                by(
                                        "an absolute URI",
                                        wire -> accepted(
                                                        "",
                                                        opening ->
                                                                opening.target(wire.address(Side.PUBLIC) + wire.path()))
                                                .trial()
                                                .on(wire)),
                                refused("no version", 400, opening -> opening.version(""))),
                        must(
                                "4.2.1 (2)",
                                "A |Host| header field containing the server's authority",
                                refused("none", 400, opening -> opening.without("Host")),
                                refused("two", 400, opening -> opening.and("Host: localhost")),
                                refused("not an authority", 400, opening -> opening.instead("Host: local host"))),
                        must(
                                "4.2.1 (3)",
                                "An |Upgrade| header field containing the value websocket, as an ASCII case-insensitive value",
                                refused("none", 426, opening -> opening.without("Upgrade")),
                                refused("another one", 426, opening -> opening.instead("Upgrade: h2c")),
                                refused("one that begins so", 426, opening -> opening.instead("Upgrade: websocket2")),
                                accepted("in other letters", opening -> opening.instead("Upgrade: WebSocket")),
                                accepted("before others", opening -> opening.instead("Upgrade: websocket, h2c")),
                                accepted(
                                        "in a second line",
                                        opening ->
                                                opening.instead("Upgrade: h2c").and("Upgrade: websocket")),
                                accepted("among others", opening -> opening.instead("Upgrade: h2c, websocket"))),
                        must(
                                "4.2.1 (4)",
                                "A |Connection| header field that includes the token Upgrade, case-insensitively",
                                refused("none", 426, opening -> opening.without("Connection")),
                                refused("another one", 426, opening -> opening.instead("Connection: close")),
                                accepted("in other letters", opening -> opening.instead("Connection: uPGRADE")),
                                accepted("among others", opening -> opening.instead("Connection: keep-alive, Upgrade")),
                                accepted(
                                        "in a second line",
                                        opening -> opening.instead("Connection: keep-alive")
                                                .and("Connection: Upgrade"))),
                        must(
                                "4.2.1 (5)",
                                "A |Sec-WebSocket-Key| with a base64-encoded value that, when decoded, is 16 bytes in length",
                                refused("none", 400, opening -> opening.without("Sec-WebSocket-Key")),
                                refused("empty", 400, key("")),
                                refused("15 bytes", 400, key("dGhlIHNhbXBsZSBub25j")),
                                refused("17 bytes", 400, key("dGhlIHNhbXBsZSBub25jZWU=")),
                                refused("no padding", 400, key("dGhlIHNhbXBsZSBub25jZQ")),
                                refused("no base64", 400, key("!!!!IHNhbXBsZSBub25jZQ=="))),
                        must(
                                "11.3.1",
                                "The |Sec-WebSocket-Key| header field MUST NOT appear more than once in an HTTP request",
                                refused(
                                        "two",
                                        400,
                                        opening -> opening.and("Sec-WebSocket-Key: AQIDBAUGBwgJCgsMDQ4PEA==")),
                                refused(
                                        "the same twice",
                                        400,
                                        opening -> opening.and("sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="))),
                        must(
                                "4.2.1 (6), 4.4",
                                "A |Sec-WebSocket-Version| of 13; else the server MUST respond with the versions that it understands",
                                by("none", version("")),
                                by("8", version("8")),
                                by("two in one", version("13, 8"))),
                        must(
                                "11.3.5",
                                "The |Sec-WebSocket-Version| header field MUST NOT appear more than once in an HTTP request",
                                refused("two", 400, opening -> opening.and("Sec-WebSocket-Version: 13"))),
                        must(
                                "4.2.2 (5)",
                                "A 101 with |Upgrade| websocket, |Connection| Upgrade and the |Sec-WebSocket-Accept| of section 1.3",
                                by("the sample nonce", wire -> {
                                    HttpAnswer answer = wire.handshake().open().handshake();
                                    assertThat(answer.header("upgrade")).isEqualToIgnoringCase("websocket");
                                    assertThat(answer.header("connection")).isEqualToIgnoringCase("upgrade");
                                    assertThat(answer.header("sec-websocket-accept"))
                                            .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
                                    assertThat(answer.headers())
                                            .doesNotContainKeys("content-length", "transfer-encoding");
                                })),
                        must(
                                "4.2.2 (5).5",
                                "|Sec-WebSocket-Protocol| with one of the client's values; absent, if none is agreed on",
                                by(
                                        "none offered",
                                        wire -> assertThat(wire.open().subprotocol())
                                                .isNull()),
                                by(
                                        "none known",
                                        wire -> assertThat(wire.handshake()
                                                        .offering("graphql-ws")
                                                        .open()
                                                        .subprotocol())
                                                .isNull()),
                                by(
                                        "the first that is known",
                                        wire -> assertThat(wire.handshake()
                                                        .offering("a", "cloudevents.json", "ringdown.v1")
                                                        .open()
                                                        .subprotocol())
                                                .isEqualTo("cloudevents.json"))),
                        must(
                                "11.3.4",
                                "The |Sec-WebSocket-Protocol| header field MAY appear multiple times in an HTTP request",
                                accepted(
                                        "in two lines",
                                        opening -> opening.and("Sec-WebSocket-Protocol: a")
                                                .and("Sec-WebSocket-Protocol: b"))),
                        must(
                                "9.1",
                                "A recipient of a value that does not conform to the ABNF MUST immediately fail the connection",
                                refused("empty", 400, extensions("")),
                                refused("a comma alone", 400, extensions(",")),
                                refused("a parameter without a name", 400, extensions("foo; =1")),
                                refused("nothing behind a semicolon", 400, extensions("foo;")),
                                refused("two words", 400, extensions("foo bar")),
                                refused("a value that is no token", 400, extensions("foo; bar=1@2")),
                                refused("a quoted value that is no token", 400, extensions("foo; bar=\"1 2\"")),
                                refused("a quote that does not end", 400, extensions("foo; bar=\"1")),
                                refused(
                                        "in the second line",
                                        400,
                                        opening ->
                                                extensions("foo").apply(opening).and("Sec-WebSocket-Extensions: ;"))),
                        must(
                                "9.1",
                                "A server may ignore what it does not know, and the client's list may be split across headers",
                                accepted("unknown", extensions("foo; bar=\"1\"; baz")),
                                accepted("an element that is empty", extensions("foo, , bar")),
                                accepted(
                                        "two lines",
                                        opening ->
                                                extensions("foo").apply(opening).and("Sec-WebSocket-Extensions: bar"))),
                        must(
                                "4.1",
                                "A client waits for the answer; what it says before is not lost in an open connection",
                                by("a frame in the same segment", Rfc6455Opening::frameInTheSameSegment),
                                by("half of one", Rfc6455Opening::halfOfAFrameInTheSameSegment),
                                by("another request in the same segment", Rfc6455Opening::requestInTheSameSegment)))
                .flatMap(each -> each);
    }

    private static Stream<Case> must(String section, String demand, Way... ways) {
        return Case.must("RFC 6455", section, demand, ways);
    }

    private static UnaryOperator<Opening> key(String value) {
        return opening -> opening.instead("Sec-WebSocket-Key: " + value);
    }

    private static UnaryOperator<Opening> extensions(String value) {
        return opening -> opening.and("Sec-WebSocket-Extensions: " + value);
    }

    private static Way refused(String name, int status, UnaryOperator<Opening> bent) {
        return by(
                name,
                wire -> wire.say(Side.PUBLIC, "", bent.apply(new Opening(wire)).lines())
                        .is(status)
                        .has("content-type", "application/problem\\+json"));
    }

    private static Way accepted(String name, UnaryOperator<Opening> bent) {
        return by(name, wire -> {
            try (RawConnection connection = wire.connect(Side.PUBLIC)) {
                connection.write(
                        Wire.bytes(Wire.text("", bent.apply(new Opening(wire)).lines())));
                HttpAnswer answer = connection.readAnswer();
                assertThat(answer.status()).as("the server continues").isEqualTo(101);
                assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
            }
        });
    }

    private static Case.Trial version(String value) {
        return wire -> {
            Opening opening = new Opening(wire).without("Sec-WebSocket-Version");
            Opening bent = value.isEmpty() ? opening : opening.and("Sec-WebSocket-Version: " + value);
            wire.say(Side.PUBLIC, "", bent.lines())
                    .is(426)
                    .has("sec-websocket-version", "13")
                    .has("upgrade", "websocket");
        };
    }

    private static void frameInTheSameSegment(Wire wire) {
        try (RawConnection connection = wire.connect(Side.PUBLIC)) {
            connection.write(join(handshake(wire), PING));
            assertThat(connection.readAnswer().status()).isEqualTo(101);
            assertThat(connection.readFrame().text()).contains("\"pong\"");
        }
    }

    private static void halfOfAFrameInTheSameSegment(Wire wire) {
        try (RawConnection connection = wire.connect(Side.PUBLIC)) {
            connection.write(join(handshake(wire), Arrays.copyOf(PING, 9)));
            assertThat(connection.readAnswer().status()).isEqualTo(101);
            connection.write(Arrays.copyOfRange(PING, 9, PING.length));
            assertThat(connection.readFrame().text()).contains("\"pong\"");
        }
    }

    private static void requestInTheSameSegment(Wire wire) {
        try (RawConnection connection = wire.connect(Side.PUBLIC)) {
            connection.write(join(handshake(wire), handshake(wire)));
            assertThat(connection.readAnswer().status()).isEqualTo(101);
            assertThat(RawWebSocket.closed(connection.readFrame()).code()).isEqualTo(1002);
        }
    }

    private static byte[] handshake(Wire wire) {
        return Wire.bytes(Wire.text("", new Opening(wire).lines()));
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
