package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ringdown.http.Answer;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.limits.WaitingSockets;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.Publishing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Through a real socket. */
@Timeout(60)
class InternalEndpointTest {
    private static final String KEY = "Authorization: Bearer " + Publishing.KEY + "\r\n";
    private static final String EVENT = Publishing.CALL.replace('\'', '"');

    private final Publishing publishing = new Publishing();
    private final InternalEndpoint endpoint = endpoint();
    private final InetSocketAddress address =
            endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    private final RawClient client = new RawClient(address);

    InternalEndpointTest() throws IOException {}

    private InternalEndpoint endpoint() {
        Duration patience = Duration.ofSeconds(30);
        Routes routes = new Routes()
                .get("/health", () -> Answer.text(200, "well"))
                .withBody("POST", "/v1.0/events", publishing.endpoint()::publish, publishing.endpoint()::publisherOf);
        return new InternalEndpoint(
                routes,
                publishing.endpoint(),
                new HostNames("internal.hosts", "127.0.0.1", List.of("x")),
                new InternalOptions(
                        4096,
                        new BodyBudget.Bounds(Limit.BODY_BYTES_PER_PUBLISHER, 8192, Limit.BODY_BYTES, 8192),
                        4,
                        8192,
                        4,
                        new WaitingSockets.Maxima(
                                4, 4, Limit.INTERNAL_CONNECTIONS, Limit.INTERNAL_CONNECTIONS_PER_ADDRESS),
                        patience,
                        patience,
                        patience),
                Runnable::run,
                new GatewayMetrics(new SimpleMeterRegistry()));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        endpoint.close();
    }

    @Test
    void requestsOfAConnectionAreAnsweredInTheirOrder() throws IOException {
        client.send(post(EVENT) + "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 202 Accepted\r\n");
        assertThat(client.readRest())
                .startsWith("{\"id\":\"id-1\",\"sequence\":\"00000007-0000000000000001\"}HTTP/1.1 200 OK\r\n")
                .endsWith("\r\n\r\nwell");
    }

    @Test
    void linesOfAStreamAreAnsweredAsTheyCome() throws IOException {
        client.send("POST /v1.0/events HTTP/1.1\r\nHost: x\r\n" + KEY
                + "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");

        client.send(chunk(EVENT + "\n"));
        assertThat(client.readChunk()).contains("00000007-0000000000000001");

        client.send(chunk(EVENT + "\n"));
        assertThat(client.readChunk()).contains("00000007-0000000000000002");
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws IOException {
        client.send(post("x".repeat(4097)));

        assertThat(client.readHead()).startsWith("HTTP/1.1 413 ").containsIgnoringCase("connection: close\r\n");
        assertThat(client.readRest()).contains("body: more than 4096 bytes");
    }

    @Test
    void whoCallsItByANameOfTheirsGetsNothing() throws IOException {
        client.send("GET /health HTTP/1.1\r\nHost: evil.example\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 421 ");
        assertThat(client.readRest()).contains("a name of internal.hosts");
    }

    @Test
    void whoIsThereWhenItStopsListeningIsStillAnswered() throws IOException {
        client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");

        endpoint.stopListening();

        assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> new RawClient(address));
        client.send("GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(client.readRest()).startsWith("wellHTTP/1.1 200 OK\r\n");
    }

    @Test
    void theEndOfItIsTheEndOfItsConnections() throws IOException {
        client.send("GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");

        endpoint.close();

        assertThat(client.readRest()).isEqualTo("well");
    }

    private static String post(String body) {
        return "POST /v1.0/events HTTP/1.1\r\nHost: x\r\n" + KEY + "Content-Type: application/json\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body;
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }
}
