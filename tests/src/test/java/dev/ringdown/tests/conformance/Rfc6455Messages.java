package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Framed.PING;
import static dev.ringdown.tests.conformance.Framed.assertPong;
import static dev.ringdown.tests.conformance.Framed.by;
import static dev.ringdown.tests.conformance.Framed.continuation;
import static dev.ringdown.tests.conformance.Framed.fails;
import static dev.ringdown.tests.conformance.Framed.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Messages in one frame or several, and the texts that they are. */
final class Rfc6455Messages {
    private Rfc6455Messages() {}

    static Stream<Case> cases() {
        return Stream.concat(fragments(), data());
    }

    private static Stream<Case> fragments() {
        return Stream.of(
                        must(
                                "5.4",
                                "A fragmented message is a frame with FIN clear, any number of continuations, and one with FIN set",
                                by("two", pieces(1)),
                                by("many", pieces(1, 2, 3, 5, 8, 13)),
                                by("of which one is empty", pieces(4, 4, 4)),
                                by("of which the first is empty", pieces(0)),
                                by("of which the last is empty", pieces(PING.length()))),
                        must(
                                "5.4",
                                "Control frames MAY be injected in the middle of a fragmented message, and MUST be handled",
                                by("a ping", webSocket -> {
                                    webSocket.send(Frame.text("{\"type\":").notLast());
                                    webSocket.send(Frame.of(Frame.PING, new byte[] {7}));
                                    assertThat(webSocket.read()).isEqualTo(Frame.of(Frame.PONG, new byte[] {7}));
                                    webSocket.send(continuation("\"ping\",\"id\":1}"));
                                    assertPong(webSocket);
                                }),
                                by("a close", webSocket -> {
                                    webSocket.send(Frame.text("{\"type\":").notLast());
                                    webSocket.send(Frame.close(1000, ""));
                                    assertThat(webSocket.readClose().code()).isEqualTo(1000);
                                })),
                        must(
                                "5.4",
                                "Fragments of one message MUST NOT be interleaved with those of another one",
                                by(
                                        "a continuation of nothing",
                                        fails(1002, continuation("{}").masked())),
                                by("one more than there was", webSocket -> {
                                    webSocket.send(
                                            Frame.text("{\"type\":\"ping\",").notLast());
                                    webSocket.send(continuation("\"id\":1}"));
                                    assertPong(webSocket);
                                    webSocket.send(continuation(""));
                                    webSocket.readClose().assertIs(1002);
                                }),
                                by("a text in a text", begunThen(Frame.text(PING))),
                                by("a binary in a text", begunThen(Frame.of(Frame.BINARY, new byte[0])))))
                .flatMap(each -> each);
    }

    private static Stream<Case> data() {
        return Stream.of(
                        must(
                                "7.4.1",
                                "1003: a type of data it cannot accept; 1009: a message that is too big",
                                by(
                                        "a binary message",
                                        fails(
                                                1003,
                                                Frame.of(Frame.BINARY, new byte[] {1})
                                                        .masked())),
                                by(
                                        "one byte too many",
                                        fails(
                                                1009,
                                                Frame.text(" ".repeat(65_537)).masked())),
                                by("too many in pieces", webSocket -> {
                                    webSocket.send(
                                            Frame.text(" ".repeat(40_000)).notLast());
                                    webSocket.send(continuation(" ".repeat(40_000)));
                                    webSocket.readClose().assertIs(1009);
                                })),
                        must(
                                "8.1",
                                "When a byte stream that is to be UTF-8 is not, the endpoint MUST fail the connection",
                                notUtf8("a continuation byte alone", 0x80),
                                notUtf8("a sequence that is cut", 0xE2, 0x82),
                                notUtf8("an overlong sequence", 0xC0, 0x80),
                                notUtf8("a surrogate", 0xED, 0xA0, 0x80),
                                notUtf8("beyond U+10FFFF", 0xF4, 0x90, 0x80, 0x80),
                                notUtf8("a byte of Latin-1", 0xE9)),
                        must(
                                "5.6",
                                "A text frame might include a partial UTF-8 sequence; the whole message MUST contain valid UTF-8",
                                by("a character in two frames", webSocket -> {
                                    byte[] text = "{\"type\":\"ping\",\"id\":\"€\"}".getBytes(StandardCharsets.UTF_8);
                                    webSocket.send(Frame.of(Frame.TEXT, Arrays.copyOf(text, 22))
                                            .notLast());
                                    webSocket.send(
                                            Frame.of(Frame.CONTINUATION, Arrays.copyOfRange(text, 22, text.length)));
                                    assertThat(webSocket.read().text())
                                            .contains("\"pong\"")
                                            .contains("€");
                                }),
                                by("half of one in two frames", webSocket -> {
                                    webSocket.send(Frame.of(Frame.TEXT, new byte[] {(byte) 0xE2})
                                            .notLast());
                                    webSocket.send(Frame.of(Frame.CONTINUATION, new byte[] {(byte) 0x82}));
                                    webSocket.readClose().assertIs(1007);
                                })))
                .flatMap(each -> each);
    }

    private static Way notUtf8(String name, int... bytes) {
        byte[] payload = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            payload[i] = (byte) bytes[i];
        }
        return by(name, fails(1007, Frame.of(Frame.TEXT, payload).masked()));
    }

    /** Sends our ping, cut at these places. */
    private static Consumer<RawWebSocket> pieces(int... cuts) {
        return webSocket -> {
            webSocket.send(Frame.text(PING.substring(0, cuts[0])).notLast());
            for (int i = 1; i < cuts.length; i++) {
                webSocket.send(
                        continuation(PING.substring(cuts[i - 1], cuts[i])).notLast());
            }
            webSocket.send(continuation(PING.substring(cuts[cuts.length - 1])));
            assertPong(webSocket);
        };
    }

    private static Consumer<RawWebSocket> begunThen(Frame frame) {
        return webSocket -> {
            webSocket.send(Frame.text("{").notLast());
            webSocket.send(frame);
            webSocket.readClose().assertIs(1002);
        };
    }
}
