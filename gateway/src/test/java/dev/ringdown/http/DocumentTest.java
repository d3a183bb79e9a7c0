package dev.ringdown.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTest {
    private final Document document =
            new Document("text/plain", "hello".getBytes(UTF_8), Map.of("Cache-Control", "no-cache"));
    private final String tag = requireNonNull(ask("GET", Map.of()).headers().get("ETag"));

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void itIsAnsweredAsItIsWithATagOfItsOwn(String method) {
        Answer answer = ask(method, Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo("text/plain");
        assertThat(answer.body()).asString(UTF_8).isEqualTo("hello");
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-cache").containsEntry("ETag", tag);
        assertThat(tag).matches("\"[0-9a-f]{16}\"");
    }

    @Test
    void anotherDocumentHasAnotherTag() {
        Document other = new Document("text/plain", "hallo".getBytes(UTF_8), Map.of());

        assertThat(other.answer(request("GET", Map.of())).headers().get("ETag")).isNotEqualTo(tag);
    }

    @Test
    void whoHasItIsToldThatItIsTheSame() {
        assertThat(ask("GET", Map.of("if-none-match", tag)).status()).isEqualTo(304);
        assertThat(ask("GET", Map.of("if-none-match", "W/" + tag)).status()).isEqualTo(304);
        assertThat(ask("HEAD", Map.of("if-none-match", "\"old\", " + tag)).status())
                .isEqualTo(304);
        assertThat(ask("GET", Map.of("if-none-match", " * ")).status()).isEqualTo(304);
        assertThat(ask("GET", Map.of("if-none-match", tag)).headers()).containsEntry("ETag", tag);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"old\"", "", "**"})
    void whoHasAnotherOneGetsIt(String ifNoneMatch) {
        assertThat(ask("GET", Map.of("if-none-match", ifNoneMatch)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "get", "OPTIONS"})
    void itIsOnlyRead(String method) {
        Answer answer = ask(method, Map.of());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
        assertThat(answer.body()).asString(UTF_8).contains("method: " + method + " (expected: GET)");
    }

    private Answer ask(String method, Map<String, String> headers) {
        return document.answer(request(method, headers));
    }

    private static Request request(String method, Map<String, String> headers) {
        return new Request(method, "/x", "", headers, new byte[0], 0);
    }
}
