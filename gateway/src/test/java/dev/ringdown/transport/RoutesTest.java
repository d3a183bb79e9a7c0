package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.pages.StaticPages;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes()
            .get("/livez", () -> Answer.text(200, "alive"))
            .on("POST", "/v1.0/events", request -> CompletableFuture.completedFuture(Answer.json(202, request.body())))
            .get("/desk/names.json", () -> Answer.text(200, "a route"))
            .site(StaticPages.load("/desk/", "dev/ringdown/pages/desk", List.of()))
            .onEach("GET", "/v1.0/sessions/*", (request, id) -> text("show " + id))
            .onEach("DELETE", "/v1.0/sessions/*", (request, id) -> text("close " + id))
            .onEach("GET", "/v1.0/sessions/*/trace", (request, id) -> text("trace " + id));

    private static CompletableFuture<Answer> text(String text) {
        return CompletableFuture.completedFuture(Answer.text(200, text));
    }

    @Test
    void aRequestIsAnsweredByItsRoute() {
        assertThat(answer("GET", "/livez").body()).asString(UTF_8).isEqualTo("alive");
        assertThat(answer("POST", "/v1.0/events").status()).isEqualTo(202);
    }

    @Test
    void anotherPathIsNotFoundAndTheRightOnesAreNamed() {
        Answer answer = answer("GET", "/healthz");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body())
                .asString(UTF_8)
                .contains("nothing is here (expected: [/livez, /v1.0/events, /desk/names.json, /v1.0/sessions/*,");
    }

    @Test
    void anotherMethodIsNotAllowedAndTheRightOneIsNamed() {
        Answer answer = answer("GET", "/v1.0/events");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "POST");
        assertThat(answer.body()).asString(UTF_8).contains("method: GET (expected: POST)");
    }

    @Test
    void whatIsNoRouteIsLookedForInThePages() {
        assertThat(answer("GET", "/desk/").contentType()).startsWith("text/html");
        assertThat(answer("GET", "/desk/names.json").body()).asString(UTF_8).isEqualTo("a route");
        assertThat(answer("GET", "/desk/none.js").status()).isEqualTo(404);
    }

    @Test
    void oneRouteServesEveryThingOfAKind() {
        assertThat(answer("GET", "/v1.0/sessions/s1").body()).asString(UTF_8).isEqualTo("show s1");
        assertThat(answer("DELETE", "/v1.0/sessions/s1").body()).asString(UTF_8).isEqualTo("close s1");
        assertThat(answer("GET", "/v1.0/sessions/s2/trace").body())
                .asString(UTF_8)
                .isEqualTo("trace s2");
    }

    @Test
    void ofAThingEveryMethodThatItHasIsNamed() {
        Answer answer = answer("PUT", "/v1.0/sessions/s1");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "GET, DELETE, HEAD");
    }

    @Test
    void headIsAnsweredWhereGetIs() {
        assertThat(answer("HEAD", "/v1.0/sessions/s1").body()).asString(UTF_8).isEqualTo("show s1");
        assertThat(answer("HEAD", "/v1.0/sessions/s1").status()).isEqualTo(200);
    }

    @Test
    void whatIsLongerOrShorterIsAnotherPath() {
        assertThat(answer("GET", "/v1.0/sessions").status()).isEqualTo(404);
        assertThat(answer("GET", "/v1.0/sessions/s1/trace/s2").status()).isEqualTo(404);
        assertThat(answer("GET", "/v1.0/agents/s1").status()).isEqualTo(404);
    }

    private Answer answer(String method, String path) {
        return routes.answer(new Request(method, path, "", Map.of(), new byte[0], 0))
                .toCompletableFuture()
                .join();
    }
}
