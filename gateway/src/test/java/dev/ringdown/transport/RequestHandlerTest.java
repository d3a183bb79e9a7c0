package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Problem;
import dev.ringdown.http.Request;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.testing.CapturedLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.flow.FlowControlHandler;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of the tests' connection at most three requests may be under way, and 50 bytes of answers made. */
class RequestHandlerTest {
    private final CapturedLog log = new CapturedLog();
    private final List<CompletableFuture<Answer>> underWay = new ArrayList<>();
    private int asked;
    private final Routes routes = new Routes()
            .on("POST", "/slow", request -> {
                CompletableFuture<Answer> answer = new CompletableFuture<>();
                underWay.add(answer);
                return answer;
            })
            .get("/quick", () -> Answer.text(200, "quick"))
            .get("/almost", () -> Answer.text(200, "x".repeat(49)))
            .get("/large", () -> {
                asked++;
                return Answer.text(200, "x".repeat(50));
            })
            .get("/broken", () -> {
                throw new IllegalStateException("a bug");
            });
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final EmbeddedChannel channel = new EmbeddedChannel(
            new FlowControlHandler(),
            new RequestHandler(routes, 3, 50, new RequestTurns(Runnable::run), new GatewayMetrics(meters)));

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
        send(post("/slow"), post("/slow"));
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(underWay).hasSize(3);
        assertThat(reached(Limit.PIPELINED_REQUESTS)).isOne();

        answer(0, "first");

        assertAnswer(202, "first");
        assertThat(underWay).hasSize(4); // it was kept, and asked for once there was room
        assertThat(channel.config().isAutoRead()).isFalse();
        answer(1, "second");
        assertAnswer(202, "second");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aClientThatWantsToCloseIsClosedBehindItsAnswer() {
        send(new WholeRequest(request("GET", "/quick"), false), get("/quick"));

        assertAnswer(200, "quick"); // and what came behind the last is not answered
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void nothingIsWrittenToWhoDoesNotReadAndNothingMoreIsReadFromIt() {
        doesNotRead();

        send(get("/quick"), get("/quick"));

        assertThat(channel.<Object>readOutbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(reached(Limit.ANSWER_BYTES)).isOne();
        readsAgain();
        assertAnswer(200, "quick");
        assertAnswer(200, "quick");
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void answersThatCannotLeaveAreBounded() {
        send(post("/slow")); // holds up those behind it

        send(get("/large"), get("/large"));

        assertThat(channel.config().isAutoRead()).isFalse();
        assertThat(asked).isOne(); // the other is kept, and not even asked for
        assertThat(reached(Limit.ANSWER_BYTES)).isOne();
        answer(0, "first");
        assertAnswer(202, "first");
        assertAnswer(200, "x".repeat(50));
        assertAnswer(200, "x".repeat(50));
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void fewerBytesThanTheLimitHoldUpNobody() {
        send(post("/slow"));

        send(get("/almost"));

        assertThat(channel.config().isAutoRead()).isTrue();
        answer(0, "first");
        assertAnswer(202, "first");
        assertAnswer(200, "x".repeat(49));
    }

    @Test
    void aRefusalWaitsForItsTurnAndIsTheLast() {
        send(post("/slow"));
        RequestHandler requests = channel.pipeline().get(RequestHandler.class);
        requests.refuse(channel.pipeline().context(requests), Problem.of(413, "Content Too Large", "too much"));
        send(get("/quick"));
        assertThat(channel.<Object>readOutbound()).isNull();

        answer(0, "first");

        assertAnswer(202, "first");
        FullHttpResponse refusal = channel.readOutbound();
        assertThat(refusal.status().code()).isEqualTo(413);
        refusal.release();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aRouteThatFailsIsAnInternalErrorAndTheOthersAreAnswered() {
        send(post("/slow"), get("/broken"), get("/quick"));

        answer(0, "first");

        assertAnswer(202, "first");
        assertInternalError();
        assertAnswer(200, "quick");
        assertThat(log.errors()).containsExactly("internal error method=GET path=/broken");
    }

    @Test
    void anAnswerThatFailsIsAnInternalError() {
        send(post("/slow"));

        underWay.get(0).completeExceptionally(new IllegalStateException("a bug"));
        channel.runPendingTasks();

        assertInternalError();
        assertThat(log.errors()).containsExactly("internal error method=POST path=/slow");
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

    private void doesNotRead() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, false);
    }

    private void readsAgain() {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, true);
        runUntilIdle();
    }

    /** What goes on after a pause waits for its turn, and may pause again. */
    private void runUntilIdle() {
        channel.runPendingTasks();
        while (channel.hasPendingTasks()) {
            channel.runPendingTasks();
        }
    }

    private double reached(Limit limit) {
        return meters.get("ringdown.limits.reached")
                .tag("limit", limit.key())
                .counter()
                .count();
    }

    private void send(WholeRequest... requests) {
        channel.writeInbound((Object[]) requests);
        runUntilIdle();
    }

    private void answer(int index, String text) {
        underWay.get(index).complete(Answer.text(202, text));
        runUntilIdle();
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

    private static WholeRequest get(String path) {
        return new WholeRequest(request("GET", path), true);
    }

    private static WholeRequest post(String path) {
        return new WholeRequest(request("POST", path), true);
    }

    private static Request request(String method, String path) {
        return new Request(method, path, "", Map.of(), new byte[0], 0);
    }
}
