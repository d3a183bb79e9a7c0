package dev.ringdown.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PublishCommandTest {
    private static final String ANSWER = "{\"id\":\"0198\",\"sequence\":\"6925a1c0-01\"}";

    private final CapturedStreams captured = new CapturedStreams();

    @Test
    void aStoredEventIsShownWithItsIdAndSequence() {
        try (TinyHttpServer server = TinyHttpServer.answering(202, "application/json", ANSWER)) {
            int exitCode = publish("--key", "k1", "--url", events(server), "call_\"x", "{\"n\": 1.10,\n\"ü\":1}");

            assertThat(exitCode).isZero();
            assertThat(captured.out()).isEqualTo("published id=0198 sequence=6925a1c0-01\n");
            assertThat(captured.err()).isEmpty();
            assertThat(server.request())
                    .isEqualTo(new TinyHttpServer.Request(
                            "POST",
                            "/v1.0/events",
                            "Bearer k1",
                            "application/json",
                            "{\"type\":\"call_\\\"x\",\"data\":{\"n\": 1.10,\n\"ü\":1}}"));
        }
    }

    @Test
    void aDuplicateIsCalledOne() {
        try (TinyHttpServer server = TinyHttpServer.answering(200, "application/json", ANSWER)) {
            int exitCode = publish("--key", "k1", "--url", events(server), "--cloudevent", "{\"id\":\"0198\"}");

            assertThat(exitCode).isZero();
            assertThat(captured.out()).isEqualTo("duplicate id=0198 sequence=6925a1c0-01 (not delivered again)\n");
            assertThat(server.request())
                    .isEqualTo(new TinyHttpServer.Request(
                            "POST", "/v1.0/events", "Bearer k1", "application/cloudevents+json", "{\"id\":\"0198\"}"));
        }
    }

    @Test
    void anyOtherSuccessIsShownAsItCame() {
        try (TinyHttpServer server = TinyHttpServer.answering(201, "text/plain", "made\u001b")) {
            int exitCode = publish("--key", "k1", "--url", events(server), "call_created", "{}");

            assertThat(exitCode).isZero();
            assertThat(captured.out()).isEqualTo("answered 201: made\\u001b\n");
        }
    }

    @Test
    void aRefusalShowsTheProblem() {
        String problem =
                "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"type: call (expected: an underscore)\"}";
        try (TinyHttpServer server = TinyHttpServer.answering(400, "application/problem+json", problem)) {
            int exitCode = publish("--key", "k1", "--url", events(server), "call", "{}");

            assertThat(exitCode).isOne();
            assertThat(captured.out()).isEmpty();
            assertThat(captured.err())
                    .isEqualTo("not published: the server answered 400 Bad Request: type: call (expected: an"
                            + " underscore)\n");
        }
    }

    @Test
    void anUnknownKeyComesWithAHint() {
        try (TinyHttpServer server = TinyHttpServer.answering(401, "text/html", "<html>\n")) {
            int exitCode = publish("--key", "k1", "--url", events(server), "call_created", "{}");

            assertThat(exitCode).isOne();
            assertThat(captured.err())
                    .isEqualTo("not published: the server answered 401: <html>\n"
                            + "is the key one of publish.keys in the server's configuration?\n");
        }
    }

    @Test
    void whenNobodyListensItSaysHowToStartTheServer() throws IOException {
        String url = "http://127.0.0.1:" + TailCommandTest.closedPort() + "/v1.0/events";

        int exitCode = publish("--key", "k1", "--url", url, "call_created", "{}");

        assertThat(exitCode).isOne();
        assertThat(captured.err()).isEqualTo("cannot reach " + url + ": connection refused (is the server running?)\n");
    }

    @Test
    void keyAndDataMayComeFromFiles(@TempDir Path folder) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "k2\n");
        Path data = Files.writeString(folder.resolve("data.json"), "{\"name\":\"Zoë\"}\n");
        try (TinyHttpServer server = TinyHttpServer.answering(202, "application/json", ANSWER)) {
            int exitCode = publish("--key-file", key.toString(), "--url", events(server), "a_b", "@" + data);

            assertThat(exitCode).isZero();
            assertThat(server.request())
                    .extracting(TinyHttpServer.Request::authorization, TinyHttpServer.Request::body)
                    .containsExactly("Bearer k2", "{\"type\":\"a_b\",\"data\":{\"name\":\"Zoë\"}\n}");
        }
    }

    @Test
    void dataMayComeFromStandardInput() {
        CapturedStreams piped = new CapturedStreams("[1]");
        try (TinyHttpServer server = TinyHttpServer.answering(202, "application/json", ANSWER)) {
            int exitCode =
                    piped.run(new PublishCommand(piped.streams()), "--key", "k", "--url", events(server), "a_b", "-");

            assertThat(exitCode).isZero();
            assertThat(server.request().body()).isEqualTo("{\"type\":\"a_b\",\"data\":[1]}");
        }
    }

    @Test
    void argumentsThatCannotBeUsedAreNamedAndNothingIsSent() {
        assertThat(publish("--key", "k", "a_b", "{\"a\":}")).isEqualTo(2);
        assertThat(publish("--key", "k", "a_b", "1 2")).isEqualTo(2);
        assertThat(publish("--key", "k", "a_b", "")).isEqualTo(2);
        assertThat(publish("--key", "k", "a_b", "\"M\uFFFDller\"")).isEqualTo(2);
        assertThat(publish("--key", "k", "a_b")).isEqualTo(2);
        assertThat(publish("--key", "k", "--cloudevent", "a_b", "{}")).isEqualTo(2);
        assertThat(publish("--key-file", "-", "a_b", "-")).isEqualTo(2);
        assertThat(publish("--key", "k", "--url", "ws://host/", "a_b", "{}")).isEqualTo(2);
        assertThat(publish("a_b", "{}")).isEqualTo(2);

        assertThat(captured.out()).isEmpty();
        assertThat(captured.err())
                .contains("DATA: not JSON at line 1, column 6: ")
                .contains("DATA: more after the end of the value (expected: one JSON value)")
                .contains("DATA: the argument is empty (expected: JSON)")
                .contains("DATA: has characters that got lost on the way")
                .contains("arguments: 1 (expected: 2, TYPE and DATA, quoted for the shell)")
                .contains("arguments: 2 (expected: 1, DATA, quoted for the shell)")
                .contains("--key-file: - and DATA: - (expected: standard input used once)")
                .contains("--url: ws://host/ (expected: http://host… or https://host…)")
                .contains("(specify one of these): (--key=<key> | --key-file=<file>)");
    }

    private int publish(String... arguments) {
        return captured.run(new PublishCommand(captured.streams()), arguments);
    }

    private static String events(TinyHttpServer server) {
        return server.url("http", "/v1.0/events");
    }
}
