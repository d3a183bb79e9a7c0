package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Framed.PING;
import static dev.ringdown.tests.conformance.Framed.assertPong;
import static dev.ringdown.tests.conformance.Framed.by;
import static dev.ringdown.tests.conformance.Framed.fails;
import static dev.ringdown.tests.conformance.Framed.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Frames, one by one. */
final class Rfc6455Frames {
    private Rfc6455Frames() {}

    static Stream<Case> cases() {
        return Stream.of(overview(), base(), lengths(), control()).flatMap(each -> each);
    }

    private static Stream<Case> overview() {
        return must(
                "5.1",
                "The server MUST close the connection upon receiving a frame that is not masked",
                by("a text", fails(1002, Frame.text(PING).unmasked())),
                by("a ping", fails(1002, Frame.of(Frame.PING, new byte[0]).unmasked())),
                by("a close", fails(1002, Frame.close(1000, "").unmasked())));
    }

    private static Stream<Case> base() {
        return Stream.concat(
                must(
                        "5.2",
                        "RSV1, RSV2, RSV3 MUST be 0 unless an extension is negotiated; else the recipient MUST fail the connection",
                        reserved("RSV1 of a text", Frame.text(PING).withReserved(4)),
                        reserved("RSV2 of a text", Frame.text(PING).withReserved(2)),
                        reserved("RSV3 of a text", Frame.text(PING).withReserved(1)),
                        reserved(
                                "RSV1 of a ping",
                                Frame.of(Frame.PING, new byte[0]).withReserved(4)),
                        reserved(
                                "all of a pong",
                                Frame.of(Frame.PONG, new byte[0]).withReserved(7)),
                        reserved("RSV2 of a close", Frame.close(1000, "").withReserved(2)),
                        by("RSV1 of a continuation", webSocket -> {
                            webSocket.send(Frame.text("{").notLast());
                            webSocket.send(Frame.of(Frame.CONTINUATION, new byte[] {'}'})
                                    .withReserved(4));
                            webSocket.readClose().assertIs(1002);
                        })),
                must(
                        "5.2",
                        "If an unknown opcode is received, the receiving endpoint MUST fail the connection",
                        IntStream.of(3, 4, 5, 6, 7, 0xB, 0xC, 0xD, 0xE, 0xF)
                                .mapToObj(opcode -> by(
                                        "opcode " + Integer.toHexString(opcode),
                                        fails(
                                                1002,
                                                Frame.of(opcode, new byte[0]).masked())))
                                .toArray(Way[]::new)));
    }

    private static Stream<Case> lengths() {
        return Stream.of(
                        must(
                                "5.2",
                                "The minimal number of bytes MUST be used to encode the length",
                                by("5 in 16 bits", fails(1002, new byte[] {
                                    (byte) 0x81, (byte) 0xFE, 0, 5, 0, 0, 0, 0, 'a', 'b', 'c', 'd', 'e'
                                })),
                                by(
                                        "125 in 16 bits",
                                        fails(1002, new byte[] {(byte) 0x81, (byte) 0xFE, 0, 125, 0, 0, 0, 0})),
                                by("200 in 64 bits", fails(1002, new byte[] {
                                    (byte) 0x81, (byte) 0xFF, 0, 0, 0, 0, 0, 0, 0, (byte) 200
                                }))),
                        must(
                                "5.2",
                                "Of a length in 64 bits, the most significant bit MUST be 0",
                                by("all bits", fails(1002, new byte[] {
                                    (byte) 0x81, (byte) 0xFF, -1, -1, -1, -1, -1, -1, -1, -1
                                }))),
                        must(
                                "5.2",
                                "The length of the payload data, in 7 bits, 16 bits or 64 bits",
                                IntStream.of(125, 126, 127, 65_535, 65_536)
                                        .mapToObj(length -> by(length + " bytes", webSocket -> {
                                            webSocket.send(Frame.text(PING + " ".repeat(length - PING.length())));
                                            assertPong(webSocket);
                                        }))
                                        .toArray(Way[]::new)),
                        must(
                                "5.3",
                                "The masking key is a 32-bit value chosen at random by the client; the masking does not affect the length",
                                by("zeros", answers(masked(new byte[4]))),
                                by("ones", answers(masked(new byte[] {-1, -1, -1, -1}))),
                                by("another one for the second frame", webSocket -> {
                                    webSocket.sendBytes(masked(new byte[] {1, 2, 3, 4}));
                                    webSocket.sendBytes(masked(new byte[] {9, 8, 7, 6}));
                                    assertPong(webSocket);
                                    assertPong(webSocket);
                                })))
                .flatMap(each -> each);
    }

    private static Stream<Case> control() {
        return Stream.of(
                        must(
                                "5.5",
                                "All control frames MUST have a payload length of 125 bytes or less and MUST NOT be fragmented",
                                by(
                                        "a ping of 126",
                                        fails(
                                                1002,
                                                Frame.of(Frame.PING, new byte[126])
                                                        .masked())),
                                by(
                                        "a close of 126",
                                        fails(
                                                1002,
                                                Frame.close(1000, "x".repeat(124))
                                                        .masked())),
                                by(
                                        "a ping that is not the last",
                                        fails(
                                                1002,
                                                Frame.of(Frame.PING, new byte[0])
                                                        .notLast()
                                                        .masked())),
                                by(
                                        "a close that is not the last",
                                        fails(
                                                1002,
                                                Frame.close(1000, "").notLast().masked()))),
                        must(
                                "5.5.2, 5.5.3",
                                "Upon receipt of a Ping an endpoint MUST send a Pong, with identical application data",
                                by("empty", echoes(0)),
                                by("of 4 bytes", echoes(4)),
                                by("of 125 bytes", echoes(125))),
                        must(
                                "5.5.3",
                                "A response to an unsolicited Pong frame is not expected",
                                by("a pong", webSocket -> {
                                    webSocket.send(Frame.of(Frame.PONG, new byte[] {1}));
                                    webSocket.send(Frame.text(PING));
                                    assertPong(webSocket);
                                })))
                .flatMap(each -> each);
    }

    private static Way reserved(String name, Frame frame) {
        return by(name, fails(1002, frame.masked()));
    }

    private static Consumer<RawWebSocket> answers(byte[] bytes) {
        return webSocket -> {
            webSocket.sendBytes(bytes);
            assertPong(webSocket);
        };
    }

    private static Consumer<RawWebSocket> echoes(int length) {
        return webSocket -> {
            byte[] data = new byte[length];
            Arrays.fill(data, (byte) 0x8F);
            webSocket.send(Frame.of(Frame.PING, data));
            assertThat(webSocket.read()).isEqualTo(Frame.of(Frame.PONG, data));
        };
    }

    /** Our ping, masked with this key. */
    private static byte[] masked(byte[] key) {
        byte[] text = PING.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[6 + text.length];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | text.length);
        System.arraycopy(key, 0, frame, 2, key.length);
        for (int i = 0; i < text.length; i++) {
            frame[6 + i] = (byte) (text[i] ^ key[i % key.length]);
        }
        return frame;
    }
}
