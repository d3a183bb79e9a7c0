package dev.ringdown.transport;

import static dev.ringdown.transport.RequestTurns.AT_ONCE_BYTES;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.http.Request;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.flow.FlowControlHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Large bodies are read when the test says so; each request is answered by its number when it is read. */
class RequestTurnsTest {
    private final GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
    private final BodyBudget bodies = new BodyBudget(
            new BodyBudget.Bounds(Limit.BODY_BYTES_PER_PUBLISHER, 1 << 20, Limit.BODY_BYTES, 1 << 20), metrics);
    private final List<String> read = new ArrayList<>();
    private final Routes routes = new Routes().on("POST", "/", request -> {
        read.add(request.query());
        return CompletableFuture.completedFuture(Answer.text(202, request.query()));
    });
    private final ArrayDeque<Runnable> elsewhere = new ArrayDeque<>();
    private boolean ended;
    private final EmbeddedChannel channel = connect();

    @AfterEach
    void nothingElseWasSentAndEveryByteIsGivenBack() {
        assertThat(channel.<Object>readOutbound()).isNull();
        channel.finishAndReleaseAll();
        assertThat(bodies.taken()).isZero();
    }

    @Test
    void aBodyThatIsNotLargeIsReadAtOnce() {
        send(channel, post("1", AT_ONCE_BYTES));

        assertThat(elsewhere).isEmpty();
        assertAnswers(channel, "1");
    }

    @Test
    void aLargeBodyIsReadElsewhereWhileOtherConnectionsAreServed() {
        EmbeddedChannel other = connect();

        send(channel, post("1", AT_ONCE_BYTES + 1));
        send(other, post("2", 10));

        assertAnswers(other, "2");
        readNext();
        assertThat(read).containsExactly("2", "1");
        assertAnswers(channel, "1");
        other.finishAndReleaseAll();
    }

    @Test
    void whatComesBehindALargeBodyIsReadBehindIt() {
        send(channel, post("1", AT_ONCE_BYTES + 1), post("2", 10), post("3", AT_ONCE_BYTES + 1), post("4", 10));
        assertThat(read).isEmpty();
        assertThat(elsewhere).hasSize(1);

        readNext();

        assertThat(read).containsExactly("1", "2");
        assertAnswers(channel, "1", "2");
        readNext();
        assertThat(read).containsExactly("1", "2", "3", "4");
        assertAnswers(channel, "3", "4");
    }

    @Test
    void whatHadBeenDecodedWhenALargeBodyCameWaitsToo() {
        EmbeddedChannel without =
                new EmbeddedChannel(new RequestHandler(routes, 9, 1 << 20, new RequestTurns(elsewhere::add), metrics));
        send(without, post("1", AT_ONCE_BYTES + 1), post("2", 10), post("3", AT_ONCE_BYTES + 1), post("4", 10));
        assertThat(read).isEmpty();

        elsewhere.remove().run();
        runUntilIdle(without);
        assertThat(read).containsExactly("1", "2");
        elsewhere.remove().run();
        runUntilIdle(without);

        assertThat(read).containsExactly("1", "2", "3", "4");
        assertAnswers(without, "1", "2", "3", "4");
        without.finishAndReleaseAll();
    }

    @Test
    void nothingIsReadFromThePeerMeanwhile() {
        send(channel, post("1", AT_ONCE_BYTES + 1));
        assertThat(channel.config().isAutoRead()).isFalse();

        readNext();

        assertThat(channel.config().isAutoRead()).isTrue();
        assertAnswers(channel, "1");
    }

    @Test
    void aBodyIsUnderWayUntilItIsRead() {
        GatheredBody body = new GatheredBody(bodies, "pbx", UnpooledByteBufAllocator.DEFAULT);
        assertThat(body.tryAdd(Unpooled.wrappedBuffer(new byte[AT_ONCE_BYTES + 1])))
                .isNull();
        send(channel, new WholeRequest(request("1", AT_ONCE_BYTES + 1), true, body));
        assertThat(bodies.taken()).isEqualTo(AT_ONCE_BYTES + 1);

        readNext();

        assertThat(bodies.taken()).isZero();
        assertAnswers(channel, "1");
    }

    @Test
    void aConnectionThatGoesMeanwhileLeavesNothingBehind() {
        GatheredBody body = new GatheredBody(bodies, "pbx", UnpooledByteBufAllocator.DEFAULT);
        assertThat(body.tryAdd(Unpooled.wrappedBuffer(new byte[AT_ONCE_BYTES + 1])))
                .isNull();
        send(channel, new WholeRequest(request("1", AT_ONCE_BYTES + 1), true, body));

        channel.close();
        readNext();

        assertThat(read).containsExactly("1"); // it was sent to its end
        assertThat(bodies.taken()).isZero();
    }

    @Test
    void whenTheServerEndsTheConnectionDoesToo() {
        ended = true;

        send(channel, post("1", AT_ONCE_BYTES + 1));

        assertThat(channel.isOpen()).isFalse();
        assertThat(read).isEmpty();
    }

    private EmbeddedChannel connect() {
        RequestTurns turns = new RequestTurns(task -> {
            if (ended) {
                throw new RejectedExecutionException("ended");
            }
            elsewhere.add(task);
        });
        return new EmbeddedChannel(new FlowControlHandler(), new RequestHandler(routes, 9, 1 << 20, turns, metrics));
    }

    private void send(EmbeddedChannel to, WholeRequest... requests) {
        to.writeInbound((Object[]) requests);
        runUntilIdle(to);
    }

    private void readNext() {
        elsewhere.remove().run();
        runUntilIdle(channel);
    }

    private static void runUntilIdle(EmbeddedChannel of) {
        of.runPendingTasks();
        while (of.hasPendingTasks()) {
            of.runPendingTasks();
        }
    }

    private static void assertAnswers(EmbeddedChannel to, String... texts) {
        assertThat(List.of(texts)).allSatisfy(text -> assertThat(answer(to)).isEqualTo(text));
    }

    private static @Nullable String answer(EmbeddedChannel to) {
        FullHttpResponse response = to.readOutbound();
        if (response == null) {
            return null;
        }
        String text = response.content().toString(UTF_8);
        response.release();
        return text;
    }

    private static WholeRequest post(String number, int bytes) {
        return new WholeRequest(request(number, bytes), true);
    }

    private static Request request(String number, int bytes) {
        return new Request("POST", "/", number, Map.of(), new byte[bytes], 0);
    }
}
