package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** At most three requests of the tests' connection may be under way. */
class RequestHandlerTest {
    private final CapturedLog log = new CapturedLog();
    private final List<CompletableFuture<Answer>> underWay = new ArrayList<>();
    private final Routes routes = new Routes()
            .on("POST", "/slow", request -> {
                CompletableFuture<Answer> answer = new CompletableFuture<>();
                underWay.add(answer);
                return answer;
            })
            .get("/quick", () -> Answer.text(200, "quick"))
            .get("/broken", () -> {
                throw new IllegalStateException("a bug");
            });
    private final EmbeddedChannel channel =
            new EmbeddedChannel(new RequestHandler(routes, 3, new GatewayMetrics(new SimpleMeterRegistry())));

    @AfterEach
    void nothingElseWasSent() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
        log.close();
    }

    @Test
    void aRequestIsAnswered() {
        send(get("/quick"));

        assertAnswer(200, "quick");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void answersKeepTheOrderOfTheRequests() {
        send(post("/slow"), post("/slow"), get("/quick"));

        answer(1, "second");
        assertThat(channel.<Object>readOutbound()).isNull();
        answer(0, "first");

        assertAnswer(202, "first");
        assertAnswer(202, "second");
        assertAnswer(200, "quick");
    }

    @Test
    void anAnswerFromAnotherThreadIsWritten() {
        send(post("/slow"));

        CompletableFuture.runAsync(() -> underWay.get(0).complete(Answer.text(202, "first")))
                .join();
        channel.runPendingTasks();

        assertAnswer(202, "first");
    }

    @Test
    void asManyAsAllowedAreReadAndThenNoMore() {
        send(post("/slow"), post("/slow"));
        assertThat(channel.config().isAutoRead()).isTrue();
        send(post("/slow"));
        assertThat(channel.config().isAutoRead()).isFalse();

        answer(0, "first");

        assertAnswer(202, "first");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aClientThatWantsToCloseIsClosedBehindItsAnswer() {
        FullHttpRequest last = get("/quick");
        last.headers().set("Connection", "close");

        send(last);

        assertAnswer(200, "quick");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whatIsNotHttpIsRefused() {
        FullHttpRequest bad = get("/quick");
        bad.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no version")));

        send(bad);

        FullHttpResponse response = channel.readOutbound();
        assertThat(response.status().code()).isEqualTo(400);
        assertThat(response.content().toString(UTF_8)).contains("not HTTP: no version");
        response.release();
    }

    @Test
    void aRouteThatFailsIsAnInternalErrorAndTheOthersAreAnswered() {
        send(post("/slow"), get("/broken"), get("/quick"));

        answer(0, "first");

        assertAnswer(202, "first");
        assertInternalError();
        assertAnswer(200, "quick");
        assertThat(log.errors()).containsExactly("internal error method=GET uri=/broken");
    }

    @Test
    void anAnswerThatFailsIsAnInternalError() {
        send(post("/slow"));

        underWay.get(0).completeExceptionally(new IllegalStateException("a bug"));
        channel.runPendingTasks();

        assertInternalError();
        assertThat(log.errors()).containsExactly("internal error method=POST uri=/slow");
    }

    @Test
    void aConnectionThatBreaksIsClosed() {
        channel.pipeline().fireExceptionCaught(new IOException("Connection reset by peer"));

        assertThat(channel.isOpen()).isFalse();
        assertThat(log.errors()).isEmpty();
    }

    @Test
    void anAnswerForAConnectionThatIsGoneIsDropped() {
        send(post("/slow"));
        channel.close();

        answer(0, "first");
    }

    private void send(FullHttpRequest... requests) {
        channel.writeInbound((Object[]) requests);
        channel.runPendingTasks();
    }

    private void answer(int index, String text) {
        underWay.get(index).complete(Answer.text(202, text));
        channel.runPendingTasks();
    }

    private void assertAnswer(int status, String text) {
        FullHttpResponse response = channel.readOutbound();
        assertThat(response.content().toString(UTF_8)).isEqualTo(text);
        assertThat(response.status().code()).isEqualTo(status);
        response.release();
    }

    private void assertInternalError() {
        FullHttpResponse response = channel.readOutbound();
        assertThat(response.status().code()).isEqualTo(500);
        assertThat(response.content().toString(UTF_8))
                .contains("the log of the server has the reason")
                .doesNotContain("a bug");
        response.release();
    }

    private static FullHttpRequest get(String path) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, path);
    }

    private static FullHttpRequest post(String path) {
        return new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, path, Unpooled.buffer(0));
    }
}
