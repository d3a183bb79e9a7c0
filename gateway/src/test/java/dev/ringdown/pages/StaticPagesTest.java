package dev.ringdown.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticPagesTest {
    private static final String FOLDER = "dev/ringdown/pages/desk";

    private final StaticPages pages = StaticPages.load("/desk/", FOLDER, List.of("wss://events.example.com"));

    @ParameterizedTest
    @CsvSource({
        "/desk/, text/html; charset=utf-8, <!doctype html>",
        "/desk/index.html, text/html; charset=utf-8, <!doctype html>",
        "/desk/parts/desk.js, text/javascript; charset=utf-8, export const",
        "/desk/desk.css, text/css; charset=utf-8, body"
    })
    void aFileIsAnsweredWithItsType(String path, String contentType, String beginning) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).isEqualTo(contentType);
        assertThat(new String(answer.body(), UTF_8)).startsWith(beginning);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/none.js",
                "/desk/parts",
                "/desk/parts/",
                "/desk//index.html",
                "/desk/./index.html",
                "/desk/parts/../index.html",
                "/desk/../odd/index.html",
                "/desk/%2e%2e/odd/index.html",
                "/desk/..%2fodd/index.html",
                "/desk/index.html%00.js",
                "/desk/dev/ringdown/pages/StaticPages.class"
            })
    void nothingElseIsThere(String path) {
        Answer answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/desks/", "/des", "/v1.0/ws", "desk/", "/other/desk/"})
    void otherPathsAreNotTheirs(String path) {
        assertThat(pages.cover(path)).isFalse();
    }

    @Test
    void withoutItsSlashThePrefixLeadsToTheOneWith() {
        assertThat(pages.cover("/desk")).isTrue();
        assertThat(get("/desk").status()).isEqualTo(308);
        assertThat(get("/desk").headers()).containsEntry("Location", "/desk/");
    }

    @Test
    void aBrowserMayOnlyUseWhatComesFromHere() {
        Map<String, String> headers = get("/desk/").headers();

        assertThat(headers)
                .containsEntry("X-Content-Type-Options", "nosniff")
                .containsEntry("Referrer-Policy", "no-referrer")
                .containsEntry("Cache-Control", "no-cache");
        assertThat(headers.get("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self'; ")
                .contains("; connect-src 'self' wss://events.example.com; ")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void whoHasAFileIsToldSo() {
        String tag = get("/desk/").headers().getOrDefault("ETag", "");

        assertThat(tag).matches("\"[0-9a-f]{16}\"");
        assertThat(get("/desk/", Map.of("if-none-match", tag)).status()).isEqualTo(304);
        assertThat(get("/desk/desk.css", Map.of("if-none-match", tag)).status()).isEqualTo(200);
    }

    @Test
    void theyCanOnlyBeRead() {
        Answer answer = pages.answer(new Request("POST", "/desk/", "", Map.of(), new byte[0], 0));

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, HEAD");
    }

    @Test
    void aFolderInAJarIsReadAsWell() {
        assertThat(ResourceFolder.read("META-INF/maven/org.assertj/assertj-core", "pom.xml"))
                .containsOnlyKeys("pom.xml", "pom.properties");
    }

    @ParameterizedTest
    @CsvSource({
        "/desk/, dev/ringdown/pages/none, dev/ringdown/pages/none/index.html: not on the class path",
        "/desk/, dev/ringdown/pages/odd, notes.xyz: a file of a type that is not known",
        "desk/, dev/ringdown/pages/desk, prefix: desk/ (expected: /<name>/)",
        "/desk, dev/ringdown/pages/desk, prefix: /desk (expected: /<name>/)",
        "/, dev/ringdown/pages/desk, prefix: / (expected: /<name>/)"
    })
    void whatCannotBeServedIsToldAtTheStart(String prefix, String folder, String message) {
        assertThatThrownBy(() -> StaticPages.load(prefix, folder, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private Answer get(String path) {
        return get(path, Map.of());
    }

    private Answer get(String path, Map<String, String> headers) {
        assertThat(pages.cover(path)).isTrue();
        return pages.answer(new Request("GET", path, "", headers, new byte[0], 0));
    }
}
