package dev.ringdown.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTest {
    @ParameterizedTest
    @CsvSource({
        "application/json,                        application/json",
        "application/json; charset=utf-8,         application/json",
        "APPLICATION/JSON ;charset=utf-8,         application/json",
        "' application/cloudevents+json',         application/cloudevents+json",
        "'',                                      ''",
        ";,                                       ''"
    })
    void theMediaTypeHasNoParametersAndNoCapitals(String contentType, String mediaType) {
        assertThat(request("content-type", contentType).mediaType()).isEqualTo(mediaType);
    }

    @Test
    void withoutAContentTypeTheMediaTypeIsEmpty() {
        assertThat(request("accept", "*/*").mediaType()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "Bearer abc,     abc",
        "bearer abc,     abc",
        "BEARER   abc ,  abc",
        "Bearer,",
        "'Bearer ',",
        "Bearerabc,",
        "Basic abc,",
        "'',"
    })
    void theBearerTokenIsFoundWhateverTheSpelling(String authorization, @Nullable String token) {
        assertThat(request("authorization", authorization).bearerToken()).isEqualTo(token);
    }

    @Test
    void withoutAuthorizationThereIsNoToken() {
        assertThat(request("accept", "*/*").bearerToken()).isNull();
    }

    @Test
    void itIsTheSameRequestOnceItsBodyIsRead() {
        Request request =
                new Request("POST", "/v1.0/events", "a=1", Map.of("accept", "*/*"), Set.of("accept"), new byte[0], 1);

        Request whole = request.withBody(new byte[] {7}, 2);

        assertThat(whole.method()).isEqualTo("POST");
        assertThat(whole.path()).isEqualTo("/v1.0/events");
        assertThat(whole.query()).isEqualTo("a=1");
        assertThat(whole.header("accept")).isEqualTo("*/*");
        assertThat(whole.repeated()).containsExactly("accept");
        assertThat(whole.body()).containsExactly(7);
        assertThat(whole.receivedNanos()).isEqualTo(2);
    }

    private static Request request(String name, String value) {
        return new Request("POST", "/v1.0/events", "", Map.of(name, value), new byte[0], 0);
    }
}
