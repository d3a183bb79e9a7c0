package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TailCommandTest {
    private static final String CONNECTED = "connected as customer c1 (admin)\n";
    private static final String SUBSCRIBED = "{\"type\":\"subscribed\",\"id\":1,\"topics\":[\"call\",\"q:1\"],"
            + "\"rejected\":[],\"sequence\":\"00000001-0000000000000000\"}";

    private static String event(int offset) {
        return "{\"specversion\":\"1.0\",\"id\":\"e" + offset + "\",\"source\":\"/t\",\"type\":\"call_created\","
                + "\"subject\":\"call:c1\",\"sequence\":\"00000001-000000000000000" + offset
                + "\",\n\"data\":{\"n\": 1.10}}";
    }

    private final CapturedStreams captured = new CapturedStreams();

    @Test
    void eventsArePrintedUntilThereAreEnoughAndTheConnectionEndsWith1000() throws Exception {
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(SUBSCRIBED, event(1), event(2), event(3))) {
            int exitCode = tail(
                    "--token",
                    "a.b.c",
                    "--url",
                    server.url(),
                    "--types",
                    "call_*,queue_*",
                    "--count",
                    "2",
                    "call",
                    "q:1");

            assertThat(exitCode).isZero();
            assertThat(captured.out()).isEqualTo("--:--:--.--- call_created           call:c1 n=1.10\n".repeat(2));
            assertThat(captured.err()).isEqualTo(CONNECTED + "subscribed to call, q:1\n");
            assertThat(server.requestHead())
                    .startsWith("GET /v1.0/ws HTTP/1.1\r\n")
                    .contains("Authorization: Bearer a.b.c\r\n", "Sec-WebSocket-Protocol: ringdown.v1\r\n");
            assertThat(server.firstMessage())
                    .isEqualTo("{\"type\":\"subscribe\",\"id\":1,\"topics\":[\"call\",\"q:1\"],"
                            + "\"types\":[\"call_*\",\"queue_*\"]}");
            assertThat(server.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void anEventThatNoTopicExplainsIsPrintedToo() throws Exception {
        String fax = event(1).replace("call_created", "fax_sent").replace("call:c1", "fax:f1");
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(SUBSCRIBED, fax)) {
            int exitCode = tail("--token", "t", "--url", server.url(), "--count", "1", "call");

            assertThat(exitCode).isZero();
            assertThat(captured.out()).isEqualTo("--:--:--.--- fax_sent               fax:f1 n=1.10\n");
        }
    }

    @Test
    void jsonIsTheRawMessageOnOneLine() throws Exception {
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(SUBSCRIBED, event(1))) {
            int exitCode = tail("--token", "t", "--url", server.url(), "--json", "--count", "1", "call");

            assertThat(exitCode).isZero();
            assertThat(captured.out()).isEqualTo(event(1).replace('\n', ' ') + "\n");
        }
    }

    @Test
    void anAccessKeyTravelsInTheQuery() throws Exception {
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(SUBSCRIBED, event(1))) {
            int exitCode = tail("--accesskey", "k&y", "--url", server.url() + "?a=1", "--count", "1", "call");

            assertThat(exitCode).isZero();
            assertThat(server.requestHead())
                    .startsWith("GET /v1.0/ws?a=1&accesskey=k%26y HTTP/1.1\r\n")
                    .doesNotContain("Authorization");
        }
    }

    @Test
    void aTokenMayComeFromAFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("token"), "from.a.file\n");
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(SUBSCRIBED, event(1))) {
            tail("--token-file", file.toString(), "--url", server.url(), "--count", "1", "call");

            assertThat(server.requestHead()).contains("Authorization: Bearer from.a.file\r\n");
        }
    }

    @Test
    void aTokenMayComeFromStandardInput() throws Exception {
        CapturedStreams piped = new CapturedStreams("from.a.pipe\n");
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(SUBSCRIBED, event(1))) {
            piped.run(tailCommand(piped), "--token-file", "-", "--url", server.url(), "--count", "1", "call");

            assertThat(server.requestHead()).contains("Authorization: Bearer from.a.pipe\r\n");
        }
    }

    @Test
    void whenAllTopicsAreRejectedItEnds() throws Exception {
        String rejected = "{\"type\":\"subscribed\",\"id\":1,\"topics\":[],\"rejected\":"
                + "[{\"topic\":\"call\",\"code\":\"forbidden\",\"message\":\"not yours\"}],"
                + "\"sequence\":\"00000001-0000000000000000\"}";
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(rejected)) {
            int exitCode = tail("--token", "t", "--url", server.url(), "call");

            assertThat(exitCode).isOne();
            assertThat(captured.err()).isEqualTo(CONNECTED + "rejected call: forbidden, not yours\n");
            assertThat(server.closeCode()).isEqualTo(1000);
        }
    }

    @Test
    void anErrorInsteadOfTheReplyEndsItToo() throws Exception {
        String error = "{\"type\":\"error\",\"id\":1,\"code\":\"malformed\",\"message\":\"m\"}";
        try (TinyWebSocketServer server = TinyWebSocketServer.sending(error)) {
            int exitCode = tail("--token", "t", "--url", server.url(), "call");

            assertThat(exitCode).isOne();
            assertThat(captured.err()).isEqualTo(CONNECTED + "error malformed: m\n");
        }
    }

    @Test
    void whenTheServerClosesItSaysWhy() throws Exception {
        try (TinyWebSocketServer server = TinyWebSocketServer.closing(4401, "the token has expired", SUBSCRIBED)) {
            int exitCode = tail("--token", "t", "--url", server.url(), "call");

            assertThat(exitCode).isOne();
            assertThat(captured.err())
                    .isEqualTo(
                            CONNECTED + "subscribed to call, q:1\nclosed by the server: 4401 the token has expired\n");
        }
    }

    @Test
    void aRefusedHandshakeShowsTheProblemAndAHint() {
        String problem = "{\"type\":\"about:blank\",\"title\":\"Unauthorized\",\"status\":401,"
                + "\"detail\":\"token: expired\\u001b[2J at 10:00\"}";
        try (TinyHttpServer server = TinyHttpServer.answering(401, "application/problem+json", problem)) {
            int exitCode = tail("--accesskey", "secret", "--url", server.url("ws", "/v1.0/ws"), "call");

            assertThat(exitCode).isOne();
            assertThat(captured.out()).isEmpty();
            assertThat(captured.err())
                    .isEqualTo(server.url("ws", "/v1.0/ws")
                            + " answered 401 Unauthorized: token: expired\\u001b[2J at 10:00\n"
                            + "is the token complete, and not expired? the command token makes one for development\n");
        }
    }

    @Test
    void aBusyServerSaysWhenToTryAgain() {
        try (TinyHttpServer server = TinyHttpServer.answering(503, "text/plain", "draining", "5")) {
            int exitCode = tail("--token", "t", "--url", server.url("ws", "/v1.0/ws"), "call");

            assertThat(exitCode).isOne();
            assertThat(captured.err()).endsWith(" answered 503: draining\ntry again in 5 s\n");
        }
    }

    @Test
    void aWrongPathPointsToTheUrl() {
        try (TinyHttpServer server = TinyHttpServer.answering(404, "text/plain", "")) {
            tail("--token", "t", "--url", server.url("ws", "/ws"), "call");

            assertThat(captured.err())
                    .endsWith(" answered 404\nis --url right? the path of the endpoint is /v1.0/ws\n");
        }
    }

    @Test
    void anAnswerThatIsNoRefusalIsNoWebSocketEither() {
        try (TinyHttpServer server = TinyHttpServer.answering(200, "text/html", "<html>")) {
            int exitCode = tail("--token", "t", "--url", server.url("ws", "/"), "call");

            assertThat(exitCode).isOne();
            assertThat(captured.err())
                    .endsWith(" answered 200: <html>\nis --url right? what answers there is no WebSocket\n");
        }
    }

    @Test
    void whenNobodyListensItSaysHowToStartTheServer() throws IOException {
        String url = "ws://127.0.0.1:" + closedPort() + "/v1.0/ws";

        int exitCode = tail("--accesskey", "secret", "--url", url, "call");

        assertThat(exitCode).isOne();
        assertThat(captured.err()).isEqualTo("cannot reach " + url + ": connection refused (is the server running?)\n");
    }

    @Test
    void whoWantsToConnectMustBeSaidExactlyOnce() {
        assertThat(tail("call")).isEqualTo(2);
        assertThat(tail("--token", "sesame", "--accesskey", "k", "call")).isEqualTo(2);

        assertThat(captured.err())
                .contains("specify one of these): (--token=<jwt> | --token-file=<file> | --accesskey=<key>)")
                .contains("--token=<jwt>, --accesskey=<key> are mutually exclusive")
                .doesNotContain("sesame");
    }

    @Test
    void argumentsThatCannotBeUsedAreNamedWithoutShowingSecrets() {
        assertThat(tail("--token", "open sesame", "call")).isEqualTo(2);
        assertThat(tail("--token", "t", "--url", "http://host/", "call")).isEqualTo(2);
        assertThat(tail("--token", "t", "--count", "0", "call")).isEqualTo(2);
        assertThat(tail("--token-file", "/does/not/exist", "call")).isEqualTo(2);

        assertThat(captured.err())
                .contains("--token: not a credential, it has blanks")
                .contains("--url: http://host/ (expected: ws://host… or wss://host…)")
                .contains("--count: 0 (expected: 1 or more)")
                .contains("--token-file: cannot read /does/not/exist: NoSuchFileException")
                .doesNotContain("sesame");
    }

    private int tail(String... arguments) {
        return captured.run(tailCommand(captured), arguments);
    }

    private static TailCommand tailCommand(CapturedStreams captured) {
        return new TailCommand(captured.streams(), new Terminal(false, 120), Map.of());
    }

    /** A port on which nobody listens, as far as one can know. */
    static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
