package dev.ringdown.tests.conformance;

import static dev.ringdown.tests.conformance.Framed.by;
import static dev.ringdown.tests.conformance.Framed.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawConnection;
import dev.ringdown.tests.support.RawWebSocket;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The closing handshake, as a server answers it. */
final class Rfc6455Closing {
    private Rfc6455Closing() {}

    static Stream<Case> cases() {
        return Stream.of(
                        must(
                                "5.5.1",
                                "An endpoint that receives a Close and has sent none MUST send one in response, typically with its code",
                                by("no code", webSocket -> {
                                    webSocket.send(Frame.of(Frame.CLOSE, new byte[0]));
                                    assertThat(webSocket.read()).isEqualTo(Frame.of(Frame.CLOSE, new byte[0]));
                                    assertThat(webSocket.isEnded()).isTrue();
                                }),
                                by("a code", echoes(1000)),
                                by("a code and a reason", webSocket -> {
                                    webSocket.send(Frame.close(1001, "going away, später"));
                                    assertThat(webSocket.readClose().code()).isEqualTo(1001);
                                    assertThat(webSocket.isEnded()).isTrue();
                                })),
                        must(
                                "5.5.1",
                                "If there is a body, the first two bytes MUST be a code; the reason is UTF-8",
                                by("one byte", fails(Frame.of(Frame.CLOSE, new byte[] {3}), 1002)),
                                by(
                                        "a reason of Latin-1",
                                        fails(
                                                Frame.of(Frame.CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xFF, 'x'}),
                                                1007)),
                                by(
                                        "a reason that ends within a character",
                                        fails(Frame.of(Frame.CLOSE, new byte[] {3, (byte) 0xE8, (byte) 0xC3}), 1007))),
                        must(
                                "5.5.1",
                                "The application MUST NOT send any more data frames after sending a Close frame",
                                by("a message behind a close", webSocket -> {
                                    webSocket.send(Frame.close(1000, ""));
                                    assertThat(webSocket.readClose().code()).isEqualTo(1000);
                                    assertThat(webSocket.isEnded()).isTrue();
                                }),
                                by("a message and a close in one segment", webSocket -> {
                                    webSocket.send(Frame.text("{\"type\":\"ping\",\"id\":1}"));
                                    webSocket.send(Frame.close(1000, ""));
                                    assertThat(webSocket.read().text()).contains("\"pong\"");
                                    assertThat(webSocket.readClose().code()).isEqualTo(1000);
                                })),
                        must(
                                "7.1.1",
                                "The server MUST close the TCP connection first, once both have sent and received a Close",
                                by("the client's close", webSocket -> {
                                    webSocket.send(Frame.close(1000, ""));
                                    assertThat(webSocket.readClose().code()).isEqualTo(1000);
                                    assertThat(webSocket.isEnded()).isTrue();
                                }),
                                by("the server's close", webSocket -> {
                                    webSocket.send(Frame.of(Frame.BINARY, new byte[0]));
                                    webSocket.readClose().assertIs(1003);
                                    webSocket.confirmClose(1003);
                                })),
                        must(
                                "7.4.1",
                                "1005, 1006 and 1015 MUST NOT be set as a status code in a Close frame; 1004 is reserved",
                                codes(Rfc6455Closing::refuses, 1004, 1005, 1006, 1015)),
                        must(
                                "7.4.2",
                                "0-999 are not used; 1000-2999 are for this protocol and what extends it; none is beyond 4999",
                                codes(Rfc6455Closing::refuses, 0, 999, 1016, 1100, 2000, 2999, 5000, 65_535)),
                        must(
                                "7.4.1, 7.4.2",
                                "Endpoints MAY use the defined codes; 3000-3999 are registered, 4000-4999 are for private use",
                                codes(
                                        Rfc6455Closing::echoes,
                                        1001,
                                        1002,
                                        1003,
                                        1007,
                                        1008,
                                        1009,
                                        1010,
                                        1011,
                                        3000,
                                        3999,
                                        4000,
                                        4999)),
                        must(
                                "7.1.4, 1.4",
                                "The connection may also just be closed, and is closed then",
                                Case.by("the sending half ends without a close", Rfc6455Closing::endOfInput)))
                .flatMap(each -> each);
    }

    private static Way[] codes(IntFunction<Consumer<RawWebSocket>> trial, int... codes) {
        return IntStream.of(codes)
                .mapToObj(code -> by("code " + code, trial.apply(code)))
                .toArray(Way[]::new);
    }

    private static Consumer<RawWebSocket> echoes(int code) {
        return webSocket -> {
            webSocket.send(Frame.close(code, ""));
            assertThat(webSocket.readClose().code()).isEqualTo(code);
            assertThat(webSocket.isEnded()).isTrue();
        };
    }

    private static Consumer<RawWebSocket> refuses(int code) {
        return fails(Frame.close(code, ""), 1002);
    }

    private static Consumer<RawWebSocket> fails(Frame close, int code) {
        return webSocket -> {
            webSocket.send(close);
            webSocket.readClose().assertIs(code);
            assertThat(webSocket.isEnded()).isTrue();
        };
    }

    private static void endOfInput(Wire wire) {
        try (RawConnection connection = wire.connect(Side.PUBLIC)) {
            connection.write(Wire.bytes(Wire.text("", new Opening(wire).lines())));
            assertThat(connection.readAnswer().status()).isEqualTo(101);
            connection.endInput();
            assertThat(connection.isEnded()).isTrue();
        }
    }
}
