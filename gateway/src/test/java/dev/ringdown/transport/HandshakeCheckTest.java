package dev.ringdown.transport;

import static dev.ringdown.transport.Edge.PATHS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Problem;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpVersion;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeCheckTest {
    @Test
    void agentsDesksHaveAPathOfTheirOwn() {
        assertThat(HandshakeCheck.faultOf(Handshakes.to("/v1.0/service_agents/ws"), PATHS))
                .isNull();
        assertThat(HandshakeCheck.faultOf(Handshakes.to("/v1.0/service_agents/ws"), Set.of("/v1.0/ws")))
                .isNotNull();
    }

    @Test
    void aGoodHandshakeHasNoFault() {
        assertThat(HandshakeCheck.faultOf(Handshakes.good(), PATHS)).isNull();
        assertThat(HandshakeCheck.faultOf(Handshakes.to("/v1.0/ws?token=a.b.c&x=%C3%A9"), PATHS))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({"Upgrade, WebSocket", "Connection, 'keep-alive, Upgrade'", "Connection, UPGRADE"})
    void headersAreReadWithoutRegardToCaseAndNeighbours(String header, String value) {
        assertThat(HandshakeCheck.faultOf(Handshakes.with(header, value), PATHS))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/v1.0", "/v1.0/ws/", "/v1.0/WS", "/v1.0/events?x=/v1.0/ws", "//v1.0/ws", "/v1.0/%77s"})
    void anyOtherPathIsNotFound(String uri) {
        assertFault(
                Handshakes.to(uri),
                404,
                "nothing is here (expected: GET /v1.0/service_agents/ws, /v1.0/ws or /v1.0/events/stream)");
    }

    @Test
    void aPathThatIsNotFoundIsSaidFirst() {
        assertFault(Handshakes.request(HttpVersion.HTTP_1_0, HttpMethod.POST, "/"), 404, "nothing is here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "HEAD", "OPTIONS", "get"})
    void anotherMethodIsWrong(String method) {
        assertFault(
                Handshakes.request(HttpVersion.HTTP_1_1, HttpMethod.valueOf(method), "/v1.0/ws"),
                400,
                "method: " + method + " (expected: GET)");
    }

    @Test
    void anOlderVersionOfHttpIsWrong() {
        assertFault(
                Handshakes.request(HttpVersion.HTTP_1_0, HttpMethod.GET, "/v1.0/ws"),
                400,
                "version: HTTP/1.0 (expected: HTTP/1.1)");
    }

    @Test
    void whoAsksForNoUpgradeIsToldToUpgrade() {
        assertUpgradeRequired(Handshakes.without("Upgrade"), "no upgrade asked (expected: ");
        assertUpgradeRequired(Handshakes.without("Connection"), "no upgrade asked (expected: ");
        assertUpgradeRequired(Handshakes.with("Upgrade", "h2c"), "no upgrade asked (expected: ");
        assertUpgradeRequired(Handshakes.with("Connection", "close"), "no upgrade asked (expected: ");
    }

    @Test
    void anotherVersionOfTheProtocolIsToldTheRightOne() {
        assertUpgradeRequired(Handshakes.with("Sec-WebSocket-Version", "8"), "Sec-WebSocket-Version: 8 (expected: 13)");
        assertUpgradeRequired(Handshakes.without("Sec-WebSocket-Version"), "Sec-WebSocket-Version: null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "dGhlIHNhbXBsZSBub25j", "dGhlIHNhbXBsZSBub25jZWU=", "not base64 at all ===="})
    void theKeyMustBeSixteenBytesInBase64(String key) {
        assertFault(
                Handshakes.with("Sec-WebSocket-Key", key),
                400,
                "Sec-WebSocket-Key: missing or wrong (expected: 16 bytes in base64)");
    }

    @Test
    void theKeyMustBeThere() {
        assertFault(
                Handshakes.without("Sec-WebSocket-Key"),
                400,
                "Sec-WebSocket-Key: missing or wrong (expected: 16 bytes in base64)");
    }

    /** The parser's own message would quote the whole query, and with it the credential. */
    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "%1", "hunter2%"})
    void aBrokenPercentEncodingIsToldWithoutTheQuery(String token) {
        assertFault(
                Handshakes.to("/v1.0/ws?token=" + token),
                400,
                "query: a broken percent-encoding (expected: % and two hex digits)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v1.0/ws?token=hunter2 and more HTTP/1.1\r\n\r\n",
                "GET /v1.0/ws?token=hunter2 hunter2\r\n\r\n",
                "GET /v1.0/ws HTTP/1.1\r\nAuthorization Bearer hunter2\r\n\r\n",
                "GET /v1.0/ws HTTP/1.1\r\nAuthoriz\u0001ation: Bearer hunter2\r\n\r\n",
                "GET /v1.0/ws HTTP/1.1\r\nAuthorization: Bearer hun\u0001ter2\r\n\r\n"
            })
    void whatIsNotHttpIsToldWithoutTheCredential(String text) {
        Problem fault = HandshakeCheck.faultOf(parsed(text), PATHS);

        assertThat(fault).isNotNull().satisfies(problem -> {
            assertThat(problem.status()).isEqualTo(400);
            assertThat(problem.detail())
                    .startsWith("not HTTP: ")
                    .doesNotContain("hunter2")
                    .doesNotContain("ter2");
        });
    }

    private static FullHttpRequest parsed(String text) {
        EmbeddedChannel channel = new EmbeddedChannel(new HttpServerCodec(), new HttpObjectAggregator(8192));
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
        FullHttpRequest request = channel.readInbound();
        channel.finishAndReleaseAll();
        return request;
    }

    private static void assertUpgradeRequired(FullHttpRequest request, String detail) {
        Problem fault = assertFault(request, 426, detail);
        assertThat(fault.headers())
                .containsAllEntriesOf(
                        Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Version", "13"));
    }

    private static Problem assertFault(FullHttpRequest request, int status, String detail) {
        Problem fault = HandshakeCheck.faultOf(request, PATHS);
        assertThat(fault).isNotNull();
        Problem present = fault == null ? Problem.of(0, "", "") : fault;
        assertThat(present.detail()).startsWith(detail);
        assertThat(present.status()).isEqualTo(status);
        return present;
    }
}
