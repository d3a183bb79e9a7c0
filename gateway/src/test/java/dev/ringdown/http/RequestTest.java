package dev.ringdown.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
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

    private static Request request(String name, String value) {
        return new Request("POST", "/v1.0/events", "", Map.of(name, value), new byte[0], 0);
    }
}
