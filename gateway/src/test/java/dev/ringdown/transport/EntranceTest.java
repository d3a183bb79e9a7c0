package dev.ringdown.transport;

import static dev.ringdown.transport.Edge.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Through real sockets: two may wait, and connections from this machine begin with a PROXY header. */
@Timeout(60)
class EntranceTest {
    private static final String HEADER = "PROXY TCP4 203.0.113.7 127.0.0.1 40000 443\r\n";
    private static final String HANDSHAKE = RawClient.handshake("/v1.0/ws?accesskey=" + KEY, "");

    private final Edge edge = Edge.introducedBy("127.0.0.0/8");
    private final InetSocketAddress address =
            edge.endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

    EntranceTest() throws IOException {}

    @AfterEach
    void close() {
        edge.close();
    }

    @Test
    void behindItsHeaderAHandshakeIsAnswered() throws IOException {
        try (RawClient client = new RawClient(address)) {
            client.send(HEADER + HANDSHAKE);

            assertThat(client.readHead()).startsWith("HTTP/1.1 101 ");
        }
    }

    @Test
    void aHandshakeWithoutAHeaderIsNotAnswered() throws IOException {
        try (RawClient client = new RawClient(address)) {
            client.send(HANDSHAKE);

            assertThat(client.isAtEnd()).isTrue();
            edge.close(); // it is counted behind the close, on a loop that has ended now
            assertThat(edge.meters.counter("ringdown.proxy.headers.refused").count())
                    .isOne();
        }
    }

    @Test
    void whoHoldsSocketsKeepsNobodyOut() throws IOException {
        try (RawClient first = new RawClient(address);
                RawClient second = new RawClient(address);
                RawClient honest = new RawClient(address)) {
            first.send("PROXY");
            second.send("PROXY");

            honest.send(HEADER + HANDSHAKE);

            assertThat(honest.readHead()).startsWith("HTTP/1.1 101 ");
            assertThat(first.isAtEnd()).isTrue();
            assertThat(edge.limitReached("limits.handshakes")).isOne();
        }
    }
}
