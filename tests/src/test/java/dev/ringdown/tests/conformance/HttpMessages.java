package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Case.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import java.util.Arrays;
import java.util.stream.Stream;

/** Messages of HTTP/1.1 (RFC 9112) on both ports: what makes a request, and what does not. */
final class HttpMessages {
    private static final String RFC = "RFC 9112";
    private static final String HOST = "Host: localhost";
    private static final String CLOSE = "Connection: close";

    private HttpMessages() {}

    static Stream<Case> cases() {
        return Arrays.stream(Side.values()).flatMap(HttpMessages::cases);
    }

    private static Stream<Case> cases(Side side) {
        return Stream.of(startLine(side), host(side), target(side), fields(side))
                .flatMap(each -> each);
    }

    private static Stream<Case> startLine(Side side) {
        return Stream.of(
                        must(
                                side,
                                "2.2",
                                "A server SHOULD ignore at least one empty line received prior to the request-line",
                                is(side, 200, "an empty line", "\r\nGET " + side.path + " HTTP/1.1", HOST, CLOSE)),
                        must(
                                side,
                                "2.2",
                                "Whitespace between the start-line and the first field: reject the message as invalid, or ignore the line",
                                is(side, 400, "a space", "GET " + side.path + " HTTP/1.1", " X: y", HOST, CLOSE)),
                        must(
                                side,
                                "3",
                                "Recipients of an invalid request-line SHOULD respond with a 400",
                                is(side, 400, "no version", "GET " + side.path, HOST, CLOSE),
                                is(side, 400, "no target", "GET HTTP/1.1", HOST, CLOSE),
                                is(side, 400, "a version that is none", "GET " + side.path + " HTTP/one", HOST, CLOSE)),
                        must(
                                side,
                                "2.3, 9.3",
                                "A request of HTTP/1.0 without keep-alive is the last on its connection",
                                is(side, 200, "no Host, no Connection", "GET " + side.path + " HTTP/1.0")))
                .flatMap(each -> each);
    }

    private static Stream<Case> host(Side side) {
        String get = "GET " + side.path + " HTTP/1.1";
        return must(
                side,
                "3.2",
                "A server MUST respond with a 400 to any HTTP/1.1 request that lacks Host, has more than one line of it, or an invalid one",
                is(side, 400, "none", get, CLOSE),
                is(side, 400, "two", get, HOST, "Host: 127.0.0.1", CLOSE),
                is(side, 400, "the same twice", get, HOST, HOST, CLOSE),
                is(side, 400, "with a space", get, "Host: local host", CLOSE),
                is(side, 400, "with user information", get, "Host: me@localhost", CLOSE),
                is(side, 400, "with a path", get, "Host: localhost/x", CLOSE),
                is(side, 400, "two in one", get, "Host: localhost, 127.0.0.1", CLOSE),
                is(side, 200, "with a port", get, "Host: localhost:1", CLOSE),
                is(side, 200, "IPv6", get, "Host: [::1]:8080", CLOSE));
    }

    private static Stream<Case> target(Side side) {
        return Stream.of(
                        must(
                                side,
                                "3.2.2",
                                "A server MUST accept the absolute-form in requests",
                                is(side, 200, "http", "GET http://localhost" + side.path + " HTTP/1.1", HOST, CLOSE),
                                is(
                                        side,
                                        200,
                                        "in other letters",
                                        "GET HTTP://LOCALHOST:80" + side.path + "?x HTTP/1.1",
                                        HOST,
                                        CLOSE),
                                is(side, 404, "without a path", "GET http://localhost?x=1 HTTP/1.1", HOST, CLOSE)),
                        must(
                                side,
                                "3.2.2",
                                "A server MUST ignore the received Host and use the host of the request-target instead",
                                is(
                                        side,
                                        421,
                                        "a target that is not ours",
                                        "GET http://evil.example" + side.path + " HTTP/1.1",
                                        HOST,
                                        CLOSE),
                                is(
                                        side,
                                        200,
                                        "a Host that is not ours",
                                        "GET http://localhost" + side.path + " HTTP/1.1",
                                        "Host: evil.example",
                                        CLOSE),
                                is(
                                        side,
                                        400,
                                        "no Host at all",
                                        "GET http://localhost" + side.path + " HTTP/1.1",
                                        CLOSE),
                                is(
                                        side,
                                        400,
                                        "two of them",
                                        "GET http://localhost" + side.path + " HTTP/1.1",
                                        HOST,
                                        HOST,
                                        CLOSE),
                                is(
                                        side,
                                        400,
                                        "user information",
                                        "GET http://me@localhost" + side.path + " HTTP/1.1",
                                        HOST,
                                        CLOSE)),
                        must(
                                side,
                                "3.2",
                                "Four forms of target; an invalid request-line SHOULD be answered with a 400",
                                is(
                                        side,
                                        400,
                                        "a path without its slash",
                                        "GET x" + side.path + " HTTP/1.1",
                                        HOST,
                                        CLOSE),
                                is(
                                        side,
                                        400,
                                        "another scheme",
                                        "GET ftp://localhost" + side.path + " HTTP/1.1",
                                        HOST,
                                        CLOSE),
                                is(side, 400, "* of GET", "GET * HTTP/1.1", HOST, CLOSE),
                                by(
                                        "* of OPTIONS",
                                        wire -> assertThat(wire.say(side, "", "OPTIONS * HTTP/1.1", HOST, CLOSE)
                                                        .head())
                                                .matches("(?s)HTTP/1\\.1 4\\d\\d .*"))))
                .flatMap(each -> each);
    }

    private static Stream<Case> fields(Side side) {
        String get = "GET " + side.path + " HTTP/1.1";
        return Stream.of(
                        must(
                                side,
                                "5.1",
                                "A server MUST reject, with a 400, any request with whitespace between a field name and colon",
                                is(side, 400, "a space", get, HOST, "X-Note : y", CLOSE),
                                is(side, 400, "a tab", get, HOST, "X-Note\t: y", CLOSE)),
                        must(
                                side,
                                "5",
                                "A field name is a token",
                                is(side, 400, "empty", get, HOST, ": y", CLOSE),
                                is(side, 400, "with a control character", get, HOST, "X\u0001: y", CLOSE),
                                is(side, 400, "with a parenthesis", get, HOST, "X(): y", CLOSE),
                                is(side, 400, "no colon", get, HOST, "X-Note", CLOSE),
                                is(side, 200, "in other letters", get, "hOsT: localhost", "cOnNeCtIoN: close")),
                        must(
                                side,
                                "5.2",
                                "Obs-fold: reject the message with a 400, or replace it with spaces",
                                by(
                                        "a line that goes on",
                                        wire -> assertThat(wire.say(side, "", get, HOST, "X-Note: a", " b", CLOSE)
                                                        .head())
                                                .matches("(?s)HTTP/1\\.1 (400|200) .*"))),
                        must(
                                side,
                                "2.2, 5.5",
                                "CR, LF and NUL in a field value are invalid and dangerous: reject the message, or replace them",
                                is(side, 400, "NUL", get, HOST, "X-Note: a\0b", CLOSE)))
                .flatMap(each -> each);
    }

    private static Stream<Case> must(Side side, String section, String demand, Way... ways) {
        return Case.must(RFC + side.suffix, section, demand, ways);
    }

    /** Lines that are answered with this status, in order. */
    private static Way is(Side side, int status, String name, String... lines) {
        return by(name, wire -> wire.say(side, "", lines).is(status));
    }
}
