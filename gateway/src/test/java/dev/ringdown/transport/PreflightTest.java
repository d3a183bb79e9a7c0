package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a browser asks before a page of another origin may read a stream. */
class PreflightTest {
    private static final String DESK = "https://desk.example.com";

    private final Origins named = new Origins(List.of(DESK));

    @Test
    void itIsToldByItsMethodAndTwoHeaders() {
        assertThat(Preflight.isOne(preflight())).isTrue();
        assertThat(Preflight.isOne(preflight().setMethod(HttpMethod.GET))).isFalse();

        HttpRequest ofNoPage = preflight();
        ofNoPage.headers().remove("Origin");
        assertThat(Preflight.isOne(ofNoPage)).isFalse();

        HttpRequest ofNoMethod = preflight();
        ofNoMethod.headers().remove("Access-Control-Request-Method");
        assertThat(Preflight.isOne(ofNoMethod)).isFalse();
    }

    @Test
    void aPageThatMayReadIsToldWhatItMaySend() {
        HttpRequest request = preflight();
        request.headers()
                .add("Access-Control-Request-Headers", "authorization")
                .add("Access-Control-Request-Headers", "last-event-id");

        Answer answer = Preflight.answer(request, named);

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers())
                .containsEntry("Access-Control-Allow-Origin", DESK)
                .containsEntry("Access-Control-Allow-Credentials", "true")
                .containsEntry("Access-Control-Allow-Methods", "GET")
                .containsEntry("Access-Control-Allow-Headers", "authorization, last-event-id")
                .containsEntry("Access-Control-Max-Age", "86400")
                .containsEntry("Vary", "Origin, Access-Control-Request-Headers");
    }

    @Test
    void aPageThatWantsToSendNoHeadersIsToldOfNone() {
        assertThat(Preflight.answer(preflight(), named).headers()).doesNotContainKey("Access-Control-Allow-Headers");
    }

    /** Whose page it is must be known where cookies count. */
    @Test
    void whereEveryPageMayReadNoneSendsCookies() {
        assertThat(Preflight.answer(preflight(), new Origins(List.of("*"))).headers())
                .containsEntry("Access-Control-Allow-Origin", DESK)
                .doesNotContainKey("Access-Control-Allow-Credentials");
    }

    @Test
    void anotherPageIsRefused() {
        Answer answer = Preflight.answer(preflight(), new Origins(List.of("https://other.example.com")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).isEmpty();
    }

    private static HttpRequest preflight() {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.OPTIONS, "/v1.0/events");
        request.headers().set("Origin", DESK).set("Access-Control-Request-Method", "GET");
        return request;
    }
}
