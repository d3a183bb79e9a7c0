package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Routes routes = new Routes()
            .get("/livez", () -> Answer.text(200, "alive"))
            .on("POST", "/v1.0/events", request -> CompletableFuture.completedFuture(Answer.json(202, request.body())));

    @Test
    void aRequestIsAnsweredByItsRoute() {
        assertThat(answer("GET", "/livez").body()).asString(UTF_8).isEqualTo("alive");
        assertThat(answer("POST", "/v1.0/events").status()).isEqualTo(202);
    }

    @Test
    void anotherPathIsNotFoundAndTheRightOnesAreNamed() {
        Answer answer = answer("GET", "/healthz");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).asString(UTF_8).contains("nothing is here (expected: [/livez, /v1.0/events])");
    }

    @Test
    void anotherMethodIsNotAllowedAndTheRightOneIsNamed() {
        Answer answer = answer("GET", "/v1.0/events");

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "POST");
        assertThat(answer.body()).asString(UTF_8).contains("method: GET (expected: POST)");
    }

    private Answer answer(String method, String path) {
        return routes.answer(new Request(method, path, "", Map.of(), new byte[0], 0))
                .toCompletableFuture()
                .join();
    }
}
