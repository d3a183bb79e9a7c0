package dev.ringdown.transport;

import static dev.ringdown.testing.TestEvent.call;
import static dev.ringdown.transport.Edge.KEY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.protocol.CloseReason;
import dev.ringdown.testing.People;
import dev.ringdown.testing.TestGateway;
import io.micrometer.core.instrument.Gauge;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.epoll.EpollChannelOption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Through a real socket: requests for an event stream, and what is answered. */
@Timeout(60)
class EventStreamEndpointTest {
    private static final String PATH = "/v1.0/events/stream";
    private static final String WITH_KEY = PATH + "?topics=call&accesskey=" + KEY;

    private final Edge edge = Edge.verifyingAtOnce();
    private final List<Channel> accepted = new CopyOnWriteArrayList<>();
    private final InetSocketAddress address =
            edge.port.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this::accept);
    private final RawClient client = new RawClient(address);

    EventStreamEndpointTest() throws IOException {}

    private void accept(ChannelPipeline pipeline) {
        accepted.add(pipeline.channel());
        edge.endpoint.converse(pipeline);
    }

    @AfterEach
    void everythingIsGivenBack() throws IOException {
        client.close();
        Gauge connections = edge.meters.get("ringdown.connections").gauge();
        while (edge.limits.open() + connections.value() > 0
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
        edge.close();
        assertThat(edge.limits.open()).isZero();
        assertThat(edge.meters.get("ringdown.sessions").gauges())
                .allSatisfy(gauge -> assertThat(gauge.value()).isZero());
        assertThat(connections.value()).isZero();
    }

    @Test
    void theAnswerIsAStreamThatNobodyKeepsOrHoldsBack() throws IOException {
        get(WITH_KEY, "");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("content-type: text/event-stream\r\n")
                .containsIgnoringCase("cache-control: no-store\r\n")
                .containsIgnoringCase("x-accel-buffering: no\r\n")
                .containsIgnoringCase("transfer-encoding: chunked\r\n")
                .containsIgnoringCase("connection: close\r\n")
                .containsIgnoringCase("vary: origin\r\n")
                .doesNotContainIgnoringCase("access-control");
    }

    @Test
    void aPageOnTheListMayReadIt() throws IOException {
        get(WITH_KEY, "Origin: https://desk.example.com\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("access-control-allow-origin: https://desk.example.com\r\n")
                .containsIgnoringCase("access-control-allow-credentials: true\r\n");
    }

    @Test
    void aCookieOfItsOwnPageIsACredentialAsOverAWebSocket() throws IOException {
        get(PATH + "?topics=call", "Cookie: accesskey=" + KEY + "\r\nOrigin: https://desk.example.com\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
    }

    /** Such as an image of a foreign page: its request has no origin, but the browser says where it comes from. */
    @Test
    void aCookieOfAForeignPageIsNone() throws IOException {
        get(PATH + "?topics=call", "Cookie: accesskey=" + KEY + "\r\nSec-Fetch-Site: cross-site\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 401 Unauthorized\r\n");
    }

    @Test
    void itBeginsWithTheReconnectionTimeAndTheWelcome() throws IOException {
        open(WITH_KEY);

        assertThat(client.readChunk()).matches("retry: [1-4][0-9]{3}\n\n");
        assertThat(client.readChunk()).startsWith("event: welcome\ndata: {\"type\":\"welcome\",\"session\":\"");
        assertThat(client.readChunk())
                .startsWith("event: subscribed\nid: 00000007-0000000000000000\ndata: {\"type\":\"subscribed\",");
    }

    /** There is no ping to find out that its network is dead. */
    @Test
    void theSystemGivesUpOnAPeerThatAcknowledgesNothing() throws IOException {
        open(WITH_KEY);
        awaitSubscribed();

        Duration patience = TestGateway.OPTIONS.stalled().plus(TestGateway.OPTIONS.pongTimeout());
        assertThat(accepted)
                .extracting(socket -> socket.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                .containsExactly(Math.toIntExact(patience.toMillis()));
    }

    @Test
    void anEventArrives() throws IOException {
        open(WITH_KEY);
        awaitSubscribed();

        edge.log.append(call("created"));

        assertThat(client.readChunk())
                .isEqualTo("id: 00000007-0000000000000001\n"
                        + "data: {\"type\":\"call_created\",\"sequence\":\"00000007-0000000000000001\"}\n\n");
    }

    @Test
    void whoAsksForAnotherShapeGetsItWithThePositions() throws IOException {
        open(WITH_KEY + "&shape=resource");
        client.readChunk();
        assertThat(client.readChunk()).startsWith("event: welcome\ndata: {\"control\":true,\"type\":\"welcome\",");
        assertThat(client.readChunk())
                .startsWith("event: subscribed\nid: 00000007-0000000000000000\n"
                        + "data: {\"control\":true,\"type\":\"subscribed\",");

        edge.log.append(call("created"));

        assertThat(client.readChunk()).isEqualTo("id: 00000007-0000000000000001\ndata: null\n\n");
    }

    @Test
    void whoComesBackWithAnIdGetsWhatWasMissed() throws IOException {
        edge.log.append(call("created"));
        edge.log.append(call("hangup"));

        get(WITH_KEY, "Last-Event-ID: 00000007-0000000000000001\r\n");
        client.readHead();
        awaitSubscribed();

        assertThat(client.readChunk()).startsWith("id: 00000007-0000000000000002\ndata: {\"type\":\"call_hangup\"");
    }

    @Test
    void whatIsSentAfterTheRequestIsNotHeard() throws IOException {
        client.send("GET " + WITH_KEY + " HTTP/1.1\r\nHost: x\r\n\r\nGET " + WITH_KEY + " HTTP/1.1\r\nHost: x\r\n\r\n");
        client.readHead();
        awaitSubscribed();
        client.send("GET / HTTP/1.1\r\n\r\n");

        edge.log.append(call("created"));

        assertThat(client.readChunk()).startsWith("id: 00000007-0000000000000001\n");
        assertThat(edge.limits.open()).isOne();
    }

    @Test
    void aDrainIsTheEndOfIt() throws IOException {
        open(WITH_KEY);
        awaitSubscribed();

        edge.endpoint.drain(() -> 1500);

        assertThat(client.readChunk())
                .isEqualTo("event: closing\nretry: 1500\ndata: {\"type\":\"closing\",\"code\":1012,\"reconnect\":1500,"
                        + "\"reason\":\"this node is draining, connect again\"}\n\n");
        assertThat(client.readChunk()).isEmpty();
        assertThat(client.isAtEnd()).isTrue();
    }

    @Test
    void soIsTheEndOfTheServer() throws IOException {
        open(WITH_KEY);
        awaitSubscribed();

        edge.endpoint.closeSessions(CloseReason.SHUTTING_DOWN);

        assertThat(client.readChunk()).startsWith("event: closing\ndata: {\"type\":\"closing\",\"code\":1001,");
        assertThat(client.readRest()).isEqualTo("0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
    void anotherMethodIsNotAllowed(String method) throws IOException {
        client.send(method + " " + WITH_KEY + " HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 405 ")
                .containsIgnoringCase("allow: GET\r\n")
                .containsIgnoringCase("connection: close\r\n");
        assertThat(client.readRest().isEmpty()).isEqualTo(method.equals("HEAD"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ?topics=call                            | 401 | no credential
                    ?topics=call&accesskey=unknown-key      | 401 | the access key is not known here
                    ''                                      | 400 | topics: missing
                    ?topics=call&accesskey=%zz              | 400 | query: a broken percent-encoding
                    ?topics=call&last=0&accesskey=KEY       | 400 | last: 0 (expected: 1 to 1000)
                    ?topics=a:b:c:d&accesskey=KEY           | 400 | topics: a:b:c:d: a topic of 4 segments
                    ?topics=customer_id:OTHER&accesskey=KEY | 403 | topics: customer_id:OTHER: the topic is another
                    ?topics=call&after=00000007-0000000000000009&accesskey=KEY | 503 | after or Last-Event-ID: 0000
                    """)
    void whatCannotBeIsToldBeforeTheStreamBegins(String query, int status, String detail) throws IOException {
        get(PATH + withNames(query), "Origin: https://desk.example.com\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 " + status + " ")
                .containsIgnoringCase("content-type: application/problem+json\r\n")
                .containsIgnoringCase("access-control-allow-origin: https://desk.example.com\r\n");
        assertThat(client.readRest()).contains("\"detail\":\"" + withNames(detail));
        assertThat(edge.limits.open()).isZero();
    }

    private static String withNames(String text) {
        return text.replace("KEY", KEY).replace("OTHER", People.OTHER_CUSTOMER.toString());
    }

    /** Pages that read a stream by fetch come back with a header of theirs, and the browser asks first. */
    @Test
    void aPageMayComeBackWithHeadersOfItsOwn() throws IOException {
        client.send(
                "OPTIONS " + PATH + "?topics=call HTTP/1.1\r\nHost: x\r\nOrigin: https://desk.example.com\r\n"
                        + "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: authorization,last-event-id\r\n\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 204 ")
                .containsIgnoringCase("access-control-allow-origin: https://desk.example.com\r\n")
                .containsIgnoringCase("access-control-allow-credentials: true\r\n")
                .containsIgnoringCase("access-control-allow-methods: GET\r\n")
                .containsIgnoringCase("access-control-allow-headers: authorization,last-event-id\r\n")
                .containsIgnoringCase("access-control-max-age: 86400\r\n")
                .containsIgnoringCase("vary: Origin, Access-Control-Request-Headers\r\n");
        assertThat(client.readRest()).isEmpty();
    }

    @Test
    void aPageThatIsNotOnTheListMayNot() throws IOException {
        client.send("OPTIONS " + PATH + " HTTP/1.1\r\nHost: x\r\nOrigin: https://evil.example\r\n"
                + "Access-Control-Request-Method: GET\r\nAccess-Control-Request-Headers: last-event-id\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 403 ").doesNotContainIgnoringCase("access-control-allow");
    }

    @Test
    void anOlderVersionOfHttpCannotHaveIt() throws IOException {
        client.send("GET " + WITH_KEY + " HTTP/1.0\r\nHost: x\r\n\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        assertThat(client.readRest()).contains("version: HTTP/1.0 (expected: HTTP/1.1)");
    }

    @Test
    void aPageThatIsNotOnTheListIsRefusedAndCannotReadWhy() throws IOException {
        get(WITH_KEY, "Origin: https://evil.example\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 403 ")
                .doesNotContainIgnoringCase("access-control-allow-origin");
    }

    /** A browser never comes back from another status than 200. */
    @Test
    void whoShouldComeBackLaterGetsAStreamThatSaysSoAndIsOver() throws IOException {
        edge.endpoint.drain(() -> 1);

        get(WITH_KEY, "Accept: text/event-stream\r\nOrigin: https://desk.example.com\r\n");

        assertThat(client.readHead())
                .startsWith("HTTP/1.1 200 OK\r\n")
                .containsIgnoringCase("content-type: text/event-stream\r\n")
                .containsIgnoringCase("access-control-allow-origin: https://desk.example.com\r\n");
        assertThat(client.readRest())
                .matches("event: closing\nretry: [2-5][0-9]{3}\ndata: \\{\"type\":\"closing\",\"code\":1013,"
                        + "\"reconnect\":[2-5][0-9]{3},\"reason\":\"this node is draining, connect again\"}\n\n");
        assertThat(refusals(503)).isOne();
    }

    @Test
    void thatStreamHasTheShapeThatWasAskedFor() throws IOException {
        edge.endpoint.drain(() -> 1);

        get(WITH_KEY + "&shape=resource", "Accept: text/event-stream\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
        assertThat(client.readRest()).contains("\ndata: {\"control\":true,\"type\":\"closing\",\"code\":1013,");
    }

    @Test
    void whoReadsStatusesGetsOne() throws IOException {
        edge.endpoint.drain(() -> 1);

        get(WITH_KEY, "Accept: */*\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 503 ").containsIgnoringCase("retry-after: 1\r\n");
        assertThat(refusals(503)).isOne();
    }

    @Test
    void whatIsWrongForEverIsAStatusForEverybody() throws IOException {
        get(PATH + "?topics=call", "Accept: text/event-stream\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 401 ").containsIgnoringCase("www-authenticate: Bearer\r\n");
        assertThat(refusals(401)).isOne();
    }

    @Test
    void aHeaderThatIsTooLargeIsRefused() throws IOException {
        get(WITH_KEY, "X-Large: " + "x".repeat(5000) + "\r\n");

        assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        assertThat(client.readRest()).contains("not HTTP: ");
        assertThat(edge.limitReached("limits.handshake-bytes")).isOne();
    }

    private double refusals(int status) {
        return edge.meters
                .get("ringdown.refusals")
                .tags("port", "public", "status", Integer.toString(status))
                .counter()
                .count();
    }

    @Test
    void tooManyTypesAreCounted() throws IOException {
        get(WITH_KEY + "&types=a_,b_,c_,d_", "");

        assertThat(client.readHead()).startsWith("HTTP/1.1 400 ");
        assertThat(edge.limitReached("limits.types")).isOne();
    }

    private void open(String uri) throws IOException {
        get(uri, "");
        assertThat(client.readHead()).startsWith("HTTP/1.1 200 OK\r\n");
    }

    private void get(String uri, String moreHeaders) throws IOException {
        client.send("GET " + uri + " HTTP/1.1\r\nHost: x\r\n" + moreHeaders + "\r\n");
    }

    /** Reads what comes before the events. */
    private void awaitSubscribed() throws IOException {
        assertThat(client.readChunk()).startsWith("retry: ");
        assertThat(client.readChunk()).startsWith("event: welcome\n");
        assertThat(client.readChunk()).startsWith("event: subscribed\n");
    }
}
