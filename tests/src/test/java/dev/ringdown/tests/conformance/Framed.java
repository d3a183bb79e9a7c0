package dev.ringdown.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.tests.conformance.Case.Way;
import dev.ringdown.tests.support.Frame;
import dev.ringdown.tests.support.RawWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What cases of RFC 6455 do over an open WebSocket. What a message says is our own business: a ping of ours is answered by a text. */
final class Framed {
    static final String PING = "{\"type\":\"ping\",\"id\":1}";

    private Framed() {}

    static Stream<Case> must(String section, String demand, Way... ways) {
        return Case.must("RFC 6455", section, demand, ways);
    }

    static Way by(String name, Consumer<RawWebSocket> trial) {
        return Case.by(name, wire -> trial.accept(wire.open()));
    }

    /** The connection is closed with this code, and is over then. */
    static Consumer<RawWebSocket> fails(int code, byte[] bytes) {
        return webSocket -> {
            webSocket.sendBytes(bytes);
            webSocket.readClose().assertIs(code);
            webSocket.confirmClose(code);
        };
    }

    static Frame continuation(String text) {
        return Frame.of(Frame.CONTINUATION, text.getBytes(StandardCharsets.UTF_8));
    }

    static void assertPong(RawWebSocket webSocket) {
        assertThat(webSocket.read().text()).contains("\"type\":\"pong\",\"id\":1,");
    }
}
