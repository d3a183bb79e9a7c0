package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.transport.Edge.KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.micrometer.core.instrument.Gauge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real socket; a message of a client may have 1024 bytes here. */
@Timeout(60)
class PublicEndpointTest {
    private static final String WITH_KEY = "/v1.0/ws?accesskey=" + KEY;

    private final Edge edge = Edge.verifyingAtOnce();
    private final InetSocketAddress address =
            edge.endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final RawClient client = new RawClient(address);

    PublicEndpointTest() throws IOException {}

    @AfterEach
    void everythingIsGivenBack() throws IOException {
        client.close();
        awaitNobody();
        edge.close();
        assertThat(edge.limits.open()).isZero();
        assertThat(edge.meters.get("ringdown.sessions").gauges())
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
        assertThat(edge.meters.get("ringdown.connections").gauge().value()).isZero();
    }

    @Test
    void anUpgradeIsAnsweredAsRfc6455HasIt() throws IOException {
        client.send(RawClient.handshake(WITH_KEY, ""));

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 101 ")
                .containsIgnoringCase("sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n")
                .doesNotContainIgnoringCase("sec-websocket-protocol");
    }

    /** Nobody would look at it, and what was missed would be missed in silence. */
    @ParameterizedTest
    @ValueSource(strings = {"lastEventId", "Last-Event-ID", "evs_last_event_id"})
    void aPositionInTheAddressIsRefused(String name) throws IOException {
        client.send(RawClient.handshake(WITH_KEY + "&" + name + "=00000007-0000000000000001", ""));

        assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        assertThat(client.readRest())
                .contains(
                        name + ": a position in the address of a WebSocket (expected: after, in a subscribe message)");
    }

    @Test
    void aPageIsAnsweredAndTheConnectionEnds() throws IOException {
        client.send("GET /desk/?x=1 HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("content-type: text/html; charset=utf-8\r\n")
                .containsIgnoringCase("connection: close\r\n");
        assertThat(client.readRest()).startsWith("<!doctype html>");
    }

    @Test
    void whoCallsItByANameOfTheirsGetsNothing() throws IOException {
        client.send("GET /desk/ HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 421 ").containsIgnoringCase("connection: close\r\n");
        assertThat(client.readRest()).contains("a name of server.hosts");
    }

    @Test
    void theHeadOfAPageComesWithoutIt() throws IOException {
        client.send("HEAD /desk/ HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ").containsIgnoringCase("content-length: ");
        assertThat(client.readRest()).isEmpty();
    }

    @Test
    void theSubprotocolIsAnsweredAndNeverTheCredential() throws IOException {
        client.send(
                RawClient.handshake("/v1.0/ws", "Sec-WebSocket-Protocol: bearer." + Edge.TOKEN + ", ringdown.v1\r\n"));

        assertThat(client.readHead())
                .containsIgnoringCase("sec-websocket-protocol: ringdown.v1\r\n")
                .doesNotContain("bearer");
        assertThat(client.readFrame()).startsWith("text {\"type\":\"welcome\",\"session\":\"");
    }

    @Test
    void subprotocolsMayBeOfferedInSeveralHeaders() throws IOException {
        client.send(RawClient.handshake(
                "/v1.0/ws",
                "Sec-WebSocket-Protocol: bearer." + Edge.TOKEN + "\r\nSec-WebSocket-Protocol: x, ringdown.v1\r\n"));

        assertThat(client.readHead()).containsIgnoringCase("sec-websocket-protocol: ringdown.v1\r\n");
    }

    @Test
    void anEventArrives() throws IOException {
        upgrade();
        client.sendText("{'type':'subscribe','topics':['call'],'id':1}");
        assertThat(client.readFrame()).startsWith("text {\"type\":\"subscribed\",\"id\":1,");

        edge.log.append(call("created"));

        assertThat(client.readFrame())
                .isEqualTo("text {\"type\":\"call_created\",\"sequence\":\"00000007-0000000000000001\"}");
    }

    /** The system would take megabytes of it, and send time would be spent for each of those who do not read. */
    @Test
    void whoDoesNotReadIsBehindBeforeTheSystemHasTakenMuch() throws IOException {
        try (RawClient deaf = new RawClient(address, 16 * 1024)) {
            upgrade(deaf);
            deaf.sendText("{'type':'subscribe','topics':['call'],'id':1}");
            assertThat(deaf.readFrame()).startsWith("text {\"type\":\"subscribed\",\"id\":1,");

            for (int i = 0; i < 64; i++) {
                edge.log.append(call("x".repeat(16 * 1024)));
            }

            AtomicInteger further = new AtomicInteger();
            await(() -> {
                further.incrementAndGet();
                edge.log.append(call("created")); // whoever has no room is behind at the next event that comes
                return edge.meters
                                .get("ringdown.sessions.fell.behind")
                                .counter()
                                .count()
                        > 0;
            });

            assertThat(further).hasValueLessThan(5_000);
        }
    }

    @Test
    void whoAsksForAnotherShapeGetsIt() throws IOException {
        client.send(RawClient.handshake(WITH_KEY + "&shape=envelope", ""));
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ").doesNotContainIgnoringCase("sec-websocket-protocol");
        client.sendText("{'type':'subscribe','topics':['call'],'id':1}");
        assertThat(client.readFrame()).startsWith("text {\"control\":true,\"type\":\"subscribed\",\"id\":1,");

        edge.log.append(call("created"));

        assertThat(client.readFrame()).isEqualTo("text {\"type\":\"call_created\",\"data\":null}");
    }

    @Test
    void aShapeThatTheSubprotocolDoesNotHaveIsRefused() throws IOException {
        client.send(RawClient.handshake(WITH_KEY + "&shape=envelope", "Sec-WebSocket-Protocol: ringdown.v1\r\n"));

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 400 ")
                .containsIgnoringCase("content-type: application/problem+json\r\n");
        assertThat(client.readRest())
                .contains(
                        "shape: envelope with the subprotocol ringdown.v1 (expected: cloudevents, or no subprotocol)");
    }

    @Test
    void aMessageMayComeInPieces() throws IOException {
        upgrade();

        client.sendFrame(0x01, "{\"type\":\"pi".getBytes(UTF_8));
        client.sendFrame(0x89, new byte[0]);
        client.sendFrame(0x80, "ng\",\"id\":1}".getBytes(UTF_8));

        assertThat(client.readFrame()).isEqualTo("opcode 10 ");
        assertThat(client.readFrame()).startsWith("text {\"type\":\"pong\",\"id\":1,");
    }

    @Test
    void aMessageOfTheGreatestSizeIsRead() throws IOException {
        upgrade();

        client.sendText("{'type':'ping','id':1,'x':'" + "x".repeat(1024 - 29) + "'}");

        assertThat(client.readFrame()).startsWith("text {\"type\":\"pong\",\"id\":1,");
    }

    @Test
    void aMessageThatIsTooLargeEndsTheConnection() throws IOException {
        upgrade();

        client.sendText("x".repeat(1025));

        assertThat(client.readFrame()).startsWith("close 1009 ");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void piecesThatAreTooLargeTogetherEndTheConnection() throws IOException {
        upgrade();

        client.sendFrame(0x01, new byte[600]);
        client.sendFrame(0x80, new byte[600]);

        assertThat(client.readFrame()).startsWith("close 1009 ");
    }

    @Test
    void textThatIsNotUtf8EndsTheConnection() throws IOException {
        upgrade();

        client.sendFrame(0x81, new byte[] {'{', (byte) 0xC3, '}'});

        assertThat(client.readFrame()).isEqualTo("close 1007 the text is not UTF-8");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void aFrameWithoutAMaskEndsTheConnection() throws IOException {
        upgrade();

        client.send("\u0081\u0002{}");

        assertThat(client.readFrame()).startsWith("close 1002 ");
    }

    @Test
    void thePeersCloseIsAnswered() throws IOException {
        upgrade();

        client.sendFrame(0x88, new byte[] {0x03, (byte) 0xE8});

        assertThat(client.readFrame()).isEqualTo("close 1000 ");
        assertThat(client.isAtEnd()).isTrue();
    }

    /** RFC 6455 section 4.1 has a client wait for the answer; what it says before is not lost all the same. */
    @Test
    void framesBehindTheHandshakeInItsSegmentAreRead() throws IOException {
        client.send(RawClient.handshake(WITH_KEY, "") + "\u0081\u0096\0\0\0\0{\"type\":\"ping\",\"id\":1}");

        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        assertThat(client.readFrame()).startsWith("text {\"type\":\"pong\",\"id\":1,");
        client.sendText("{'type':'ping','id':2}");
        assertThat(client.readFrame()).startsWith("text {\"type\":\"pong\",\"id\":2,");
    }

    @Test
    void aSecondHandshakeInOneSegmentIsNoFrame() throws IOException {
        client.send(RawClient.handshake(WITH_KEY, "") + RawClient.handshake(WITH_KEY, ""));

        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        assertThat(client.readFrame()).startsWith("close 1002 ");
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedWithAProblem() throws IOException {
        client.send("POST /v1.0/ws HTTP/1.1\r\nHost: x\r\nContent-Length: 9000\r\n\r\n" + "x".repeat(9000));

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/problem+json\r\n")
                .containsIgnoringCase("connection: close\r\n");
        assertThat(client.readRest()).contains("body: more than 8192 bytes");
    }

    @Test
    void whoAsksFirstWithTooMuchIsToldBeforeItSends() throws IOException {
        client.send("POST /v1.0/ws HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9000\r\n\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 413 ")
                .containsIgnoringCase("content-type: application/problem+json\r\n");
        assertThat(client.readRest()).contains("body: more than 8192 bytes");
    }

    @Test
    void whoAsksFirstAndFitsIsToldToGoOn() throws IOException {
        client.send("POST /v1.0/ws HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 100 ");
        client.send("{}");
        assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void anAddressThatIsTakenIsToldWithWhatToDo() {
        try (Edge other = Edge.verifyingAtOnce()) {
            assertThatIOException()
                    .isThrownBy(() -> other.endpoint.listen(address))
                    .withMessageStartingWith("cannot listen on 127.0.0.1:" + address.getPort() + ": ")
                    .withMessageEndingWith("choose another with --set server.port=<port>, 0 for any)");
        }
    }

    @Test
    void aDocumentIsNothingForWhatIsNotHttp() throws IOException {
        client.send("GET /v1.0/schemas/ping.json HTTP/1.1\r\nHost: x\r\nX-Note : y\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        assertThat(client.readRest()).contains("not HTTP: ");
    }

    @Test
    void whatIsAskedForAmongOthersIsHad() throws IOException {
        client.send(RawClient.handshake(WITH_KEY, "").replace("Upgrade: websocket", "Upgrade: h2c, websocket"));

        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ").containsIgnoringCase("upgrade: websocket\r\n");
    }

    @Test
    void whoSaysNoMoreBehindItsRequestIsAnswered() throws IOException {
        client.send("GET /desk/ HTTP/1.1\r\nHost: x\r\n\r\n");
        client.sayNoMore();

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
        assertThat(client.readRest()).startsWith("<!doctype html>");
    }

    @Test
    void whoSaysNoMoreHasNoSession() throws IOException {
        upgrade();

        client.sayNoMore();

        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void theTargetMayBeAWholeAddress() throws IOException {
        client.send(RawClient.handshake("http://x" + WITH_KEY, ""));

        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
    }

    @Test
    void theHostOfAWholeAddressCounts() throws IOException {
        client.send("GET http://evil.example/desk/ HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 421 ");
    }

    @Test
    void theContractIsAnsweredInsteadOfAHandshake() throws IOException {
        client.send("GET /v1.0/schemas/ping.json?v=1 HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("content-type: application/schema+json\r\n")
                .containsIgnoringCase("access-control-allow-origin: *\r\n")
                .containsIgnoringCase("connection: close\r\n");
        assertThat(client.readRest()).startsWith("{\n").endsWith("}\n");
    }

    @Test
    void theHeadOfADocumentHasNoBody() throws IOException {
        client.send("HEAD /v1.0/asyncapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n").doesNotContain("content-length: 0");
        assertThat(client.readRest()).isEmpty();
    }

    @Test
    void aDocumentThatDidNotChangeIsNotSentAgain() throws IOException {
        client.send("GET /v1.0/asyncapi.yaml HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\n\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 304 Not Modified\r\n")
                .containsIgnoringCase("etag: \"");
        assertThat(client.readRest()).isEmpty();
    }

    @Test
    void whoWouldChangeADocumentIsRefusedAndCounted() throws IOException {
        client.send("PUT /v1.0/openapi.yaml HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}");

        assertThat(client.readHead()).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: GET, HEAD\r\n");
        assertThat(edge.meters
                        .get("ringdown.refusals")
                        .tags("port", "public", "status", "405")
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void aDocumentIsTheEndOfTheConnection() throws IOException {
        client.send("GET /v1.0/openapi.yaml HTTP/1.1\r\nHost: x\r\n\r\n" + RawClient.handshake(WITH_KEY, ""));

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(client.readRest()).startsWith("openapi: 3.1").doesNotContain("HTTP/1.1 101");
    }

    /** A loop that ends has no time left to tell its handlers; until then it must. */
    private void awaitNobody() {
        Gauge connections = edge.meters.get("ringdown.connections").gauge();
        await(() -> edge.limits.open() + connections.value() == 0);
    }

    private static void await(BooleanSupplier holds) {
        while (!holds.getAsBoolean() && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private void upgrade() throws IOException {
        upgrade(client);
    }

    private static void upgrade(RawClient client) throws IOException {
        client.send(RawClient.handshake(WITH_KEY, ""));
        assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
    }
}
