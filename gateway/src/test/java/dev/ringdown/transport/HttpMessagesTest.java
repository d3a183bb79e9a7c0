package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpMessagesTest {
    @Test
    void aRequestIsReadToItsEnd() {
        FullHttpRequest message = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1.0/events?x=%zz", Unpooled.copiedBuffer("{}", UTF_8));
        message.headers()
                .add("Content-Type", "application/json")
                .add("X-Trace", "first")
                .add("x-trace", "second");

        Request request = HttpMessages.request(message);

        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/v1.0/events");
        assertThat(request.query()).isEqualTo("x=%zz");
        assertThat(request.body()).asString(UTF_8).isEqualTo("{}");
        assertThat(request.headers())
                .containsOnly(Map.entry("content-type", "application/json"), Map.entry("x-trace", "first"));
        assertThat(request.repeated()).containsExactly("x-trace");
    }

    @Test
    void anAnswerIsWrittenWithItsLengthAndHeaders() {
        Answer answer = new Answer(503, "text/plain", "später".getBytes(UTF_8), Map.of("Retry-After", "1"));

        FullHttpResponse response = HttpMessages.response(answer);

        assertThat(response.status().code()).isEqualTo(503);
        assertThat(response.headers().get("Content-Type")).isEqualTo("text/plain");
        assertThat(response.headers().get("Content-Length")).isEqualTo("7");
        assertThat(response.headers().get("Retry-After")).isEqualTo("1");
        assertThat(response.content().toString(UTF_8)).isEqualTo("später");
    }

    @Test
    void anAnswerWithoutABodyHasNoType() {
        FullHttpResponse response = HttpMessages.response(Answer.noContent());

        assertThat(response.status().code()).isEqualTo(204);
        assertThat(response.headers().contains("Content-Type")).isFalse();
        assertThat(response.content().isReadable()).isFalse();
    }

    @Test
    void anAnswerSaysOfWhenItIs() {
        Instant before = Instant.now().truncatedTo(ChronoUnit.SECONDS);

        FullHttpResponse response = HttpMessages.response(Answer.noContent());

        Instant date = ZonedDateTime.parse(response.headers().get("Date"), DateTimeFormatter.RFC_1123_DATE_TIME)
                .toInstant();
        assertThat(date).isBetween(before, Instant.now());
    }
}
