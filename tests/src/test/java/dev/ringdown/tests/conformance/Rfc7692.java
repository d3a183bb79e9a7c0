package dev.ringdown.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.HttpAnswer;
import dev.ringdown.tests.support.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * permessage-deflate, as it is negotiated and read. The bytes of section 7.2.3 all say "Hello", which is no message of ours: that it
 * is told so shows that it was read.
 */
final class Rfc7692 {
    private static final String OFFER = "permessage-deflate; client_max_window_bits";
    private static final int RSV1 = 4;

    private Rfc7692() {}

    static Stream<Case> cases() {
        return Stream.concat(negotiation(), messages());
    }

    private static Stream<Case> negotiation() {
        return Stream.of(
                        must(
                                "5.1, 7.1",
                                "A server accepts an offer with an element that corresponds to it",
                                agreed("a plain offer", "permessage-deflate"),
                                agreed("with our client parameter", OFFER),
                                agreed(
                                        "the second of two",
                                        "permessage-deflate; server_max_window_bits=10, permessage-deflate"),
                                agreed("behind another extension", "x-webkit-deflate-frame, permessage-deflate")),
                        must(
                                "7.1",
                                "A server MUST decline an offer with a parameter that is not defined for it",
                                declined("unknown", "permessage-deflate; shared_dictionary"),
                                declined("in other letters", "permessage-deflate; Client_max_window_bits")),
                        must(
                                "7.1",
                                "A server MUST decline an offer with multiple parameters of one name",
                                declined(
                                        "a flag",
                                        "permessage-deflate; client_no_context_takeover; client_no_context_takeover"),
                                declined(
                                        "bits",
                                        "permessage-deflate; client_max_window_bits; client_max_window_bits=12")),
                        must(
                                "7.1",
                                "A server MUST decline an offer with a parameter of an invalid value",
                                declined("a value for a flag", "permessage-deflate; server_no_context_takeover=1"),
                                declined("no value", "permessage-deflate; server_max_window_bits"),
                                declined("no number", "permessage-deflate; client_max_window_bits=ten")),
                        must(
                                "7.1.1.1, 7.1.1.2",
                                "A server MAY include both no_context_takeover parameters, be they in the offer or not",
                                parameters(
                                        "not in the offer",
                                        "permessage-deflate",
                                        "server_no_context_takeover",
                                        "client_no_context_takeover"),
                                parameters(
                                        "in the offer",
                                        "permessage-deflate; server_no_context_takeover; client_no_context_takeover",
                                        "server_no_context_takeover",
                                        "client_no_context_takeover")),
                        must(
                                "7.1.2.1",
                                "A server accepts server_max_window_bits with the same or a smaller value in its answer, or declines",
                                parameters(
                                        "15",
                                        "permessage-deflate; server_max_window_bits=15",
                                        "server_max_window_bits=15"),
                                parameters(
                                        "15, quoted",
                                        "permessage-deflate; server_max_window_bits=\"15\"",
                                        "server_max_window_bits=15"),
                                declined("8, which we cannot do", "permessage-deflate; server_max_window_bits=8")),
                        must(
                                "7.1.2.1, 7.1.2.2",
                                "A decimal integer value without leading zeroes between 8 and 15 inclusive",
                                declined("7", "permessage-deflate; client_max_window_bits=7"),
                                declined("16", "permessage-deflate; client_max_window_bits=16"),
                                declined("20", "permessage-deflate; client_max_window_bits=20"),
                                declined("a sign", "permessage-deflate; client_max_window_bits=+10"),
                                declined("a leading zero", "permessage-deflate; client_max_window_bits=010"),
                                agreed("8", "permessage-deflate; client_max_window_bits=8"),
                                agreed("15, quoted", "permessage-deflate; client_max_window_bits=\"15\"")),
                        must(
                                "7.1.2.2",
                                "Without client_max_window_bits in the offer, the answer MUST NOT include it",
                                Case.by(
                                        "an offer without it",
                                        wire -> assertThat(answer(wire, "permessage-deflate"))
                                                .doesNotContain("client_max_window_bits"))))
                .flatMap(each -> each);
    }

    private static Stream<Case> messages() {
        return Stream.of(
                        must(
                                "6.1",
                                "RSV1 is set on the first fragment only, and says that the message is compressed",
                                by("a message that is not compressed", webSocket -> {
                                    webSocket.send(Frame.text("Hello"));
                                    assertIsRead(webSocket);
                                }),
                                by("a continuation with RSV1", webSocket -> {
                                    webSocket.send(deflated("f248cd").notLast());
                                    webSocket.send(Frame.of(Frame.CONTINUATION, hex("c9c90700"))
                                            .withReserved(RSV1));
                                    webSocket.readClose().assertIs(1002);
                                }),
                                by("a continuation with RSV1 of a plain message", webSocket -> {
                                    webSocket.send(Frame.text("Hel").notLast());
                                    webSocket.send(Frame.of(Frame.CONTINUATION, hex("6c6f"))
                                            .withReserved(RSV1));
                                    webSocket.readClose().assertIs(1002);
                                }),
                                fails(
                                        "RSV2 beside it",
                                        deflated("f248cdc9c90700").withReserved(6),
                                        1002)),
                        must(
                                "6.1",
                                "RSV1 MUST NOT be set on control frames",
                                fails(
                                        "a ping",
                                        Frame.of(Frame.PING, new byte[0]).withReserved(RSV1),
                                        1002),
                                fails("a close", Frame.close(1000, "").withReserved(RSV1), 1002)),
                        must(
                                "7.2.2, 7.2.3.1",
                                "A message compressed using one compressed DEFLATE block",
                                read("in one frame", deflated("f248cdc9c90700")),
                                read("in two frames", deflated("f248cd").notLast(), continuation("c9c90700")),
                                read(
                                        "the last of which is empty",
                                        deflated("f248cdc9c90700").notLast(),
                                        continuation("")),
                                read(
                                        "the first of which is empty",
                                        deflated("").notLast(),
                                        continuation("f248cdc9c90700"))),
                        must(
                                "7.2.3.2",
                                "With no context taken over, the same message has the same bytes",
                                by("twice", webSocket -> {
                                    webSocket.send(deflated("f248cdc9c90700"));
                                    webSocket.send(deflated("f248cdc9c90700"));
                                    assertIsRead(webSocket);
                                    assertIsRead(webSocket);
                                })),
                        must(
                                "7.2.3.3",
                                "A DEFLATE block with no compression",
                                read("as the RFC has it", deflated("000500faff48656c6c6f00"))),
                        must(
                                "7.2.3.4",
                                "A DEFLATE block with BFINAL set to 1",
                                read("as the RFC has it", deflated("f348cdc9c9070000"))),
                        must(
                                "7.2.3.5",
                                "Two DEFLATE blocks in one message",
                                read("as the RFC has it", deflated("f248050000" + "00ffffcac9c90700")),
                                read(
                                        "the first in a frame of its own",
                                        deflated("f24805000000ffff").notLast(),
                                        continuation("cac9c90700"))),
                        must(
                                "7.2.3.6",
                                "An empty fragment is the single byte 0x00",
                                read("as a message", deflated("00")),
                                read(
                                        "as the first of two",
                                        deflated("000000ffff").notLast(),
                                        continuation("f248cdc9c90700"))),
                        must(
                                "7.2.2",
                                "What cannot be inflated fails the connection",
                                fails("a block type that is none", deflated("ff0102"), 1002),
                                fails("a length that is not its complement", deflated("000500000048656c6c6f00"), 1002)),
                        must(
                                "8",
                                "An implementation needs a bound for what a message inflates to",
                                Case.by("one byte too many", wire -> {
                                    RawWebSocket webSocket = wire.openCompressed(OFFER);
                                    webSocket.send(Frame.of(Frame.TEXT, deflate(" ".repeat(65_537)))
                                            .withReserved(RSV1));
                                    webSocket.readClose().assertIs(1009);
                                })))
                .flatMap(each -> each);
    }

    private static Stream<Case> must(String section, String demand, Way... ways) {
        return Case.must("RFC 7692", section, demand, ways);
    }

    private static Way by(String name, Consumer<RawWebSocket> trial) {
        return Case.by(name, wire -> trial.accept(wire.openCompressed(OFFER)));
    }

    private static Way agreed(String name, String offer) {
        return Case.by(name, wire -> assertThat(answer(wire, offer)).startsWith("permessage-deflate"));
    }

    private static Way declined(String name, String offer) {
        return Case.by(name, wire -> assertThat(answer(wire, offer)).isEmpty());
    }

    private static Way parameters(String name, String offer, String... parameters) {
        return Case.by(
                name, wire -> assertThat(answer(wire, offer).split("; *")).contains(parameters));
    }

    private static String answer(Wire wire, String offer) {
        HttpAnswer answer = wire.openCompressed(offer).handshake();
        return answer.headers().getOrDefault("sec-websocket-extensions", "");
    }

    private static Way read(String name, Frame... frames) {
        return by(name, webSocket -> {
            for (Frame frame : frames) {
                webSocket.send(frame);
            }
            assertIsRead(webSocket);
        });
    }

    private static Way fails(String name, Frame frame, int code) {
        return by(name, webSocket -> {
            webSocket.send(frame);
            webSocket.readClose().assertIs(code);
            webSocket.confirmClose(code);
        });
    }

    private static void assertIsRead(RawWebSocket webSocket) {
        assertThat(webSocket.read().text()).contains("\"code\":\"malformed\"");
    }

    private static Frame deflated(String hex) {
        return Frame.of(Frame.TEXT, hex(hex)).withReserved(RSV1);
    }

    private static Frame continuation(String hex) {
        return Frame.of(Frame.CONTINUATION, hex(hex));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static byte[] deflate(String text) {
        byte[] buffer = new byte[1000];
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
        int length = deflater.deflate(buffer, 0, buffer.length, Deflater.SYNC_FLUSH);
        deflater.end();
        return Arrays.copyOf(buffer, length - 4);
    }
}
