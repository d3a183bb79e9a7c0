package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.http.Answer;
import dev.ringdown.limits.BodyBudget;
import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.protocol.Limit;
import dev.ringdown.publish.Publishing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests and streams of lines of one internal connection: the order of their answers, and what is owed to who says no more. */
class EndOfInputTest {
    private static final String SLOW = "GET /slow HTTP/1.1\r\n\r\n";
    private static final String QUICK = "GET /quick HTTP/1.1\r\n\r\n";
    private static final String LINES =
            "POST /v1.0/events HTTP/1.1\r\nContent-Type: application/jsonl\r\nAuthorization: Bearer " + Publishing.KEY
                    + "\r\nContent-Length: 0\r\n\r\n";

    private final Queue<CompletableFuture<Answer>> slow = new ArrayDeque<>();
    private final Routes routes = new Routes()
            .get("/quick", () -> Answer.text(200, "quick"))
            .on("GET", "/slow", request -> {
                slow.add(new CompletableFuture<>());
                return slow.element();
            });
    private final Publishing publishing = new Publishing();
    private final EmbeddedChannel channel = connect();

    private EmbeddedChannel connect() {
        GatewayMetrics metrics = new GatewayMetrics(new SimpleMeterRegistry());
        RequestHandler requests = new RequestHandler(routes, 10, 1000, new RequestTurns(Runnable::run), metrics);
        BodyBudget bodies =
                new BodyBudget(new BodyBudget.Bounds(Limit.BODY_BYTES_PER_PUBLISHER, 8, Limit.BODY_BYTES, 12), metrics);
        return new EmbeddedChannel(
                new HttpServerCodec(),
                new EventAsMessage(),
                new FlowControlHandler(),
                new LineStreamHandler(publishing.endpoint(), requests, bodies, 10),
                new RequestReader(routes, requests, bodies, 10, metrics),
                requests);
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aStreamBehindARequestWaitsForItsTurn() {
        send(SLOW + LINES + QUICK);
        assertThat(sent()).isEmpty();

        answerSlow();

        assertThat(sent()).containsSubsequence("HTTP/1.1 200", "slow", "application/x-ndjson", "0\r\n\r\n", "quick");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void whoSaysNoMoreIsStillAnswered() {
        send(QUICK + SLOW);
        sayNoMore();
        assertThat(channel.isOpen()).isTrue();

        answerSlow();

        assertThat(sent()).containsSubsequence("quick", "connection: close", "slow");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void whoSaysNoMoreBehindAWaitingStreamIsStillAnswered() {
        send(SLOW + LINES);
        sayNoMore();
        assertThat(channel.isOpen()).isTrue();

        answerSlow();

        assertThat(sent()).containsSubsequence("slow", "application/x-ndjson", "0\r\n\r\n");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void toWhomNothingIsOwedTheConnectionIsClosed() {
        send(QUICK);

        sayNoMore();

        assertThat(sent()).contains("quick");
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void aRequestThatIsNotWholeIsNotAnswered() {
        send(QUICK + "POST /v1.0/events HTTP/1.1\r\nAuthorization: Bearer x\r\nContent-Length: 9\r\n\r\n{");

        sayNoMore();

        assertThat(channel.isOpen()).isFalse();
    }

    private void send(String requests) {
        channel.writeInbound(Unpooled.copiedBuffer(requests, UTF_8));
        run();
    }

    private void sayNoMore() {
        channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE);
        run();
    }

    private void answerSlow() {
        slow.remove().complete(Answer.text(200, "slow"));
        run();
    }

    private void run() {
        channel.runPendingTasks();
        while (channel.hasPendingTasks()) {
            channel.runPendingTasks();
        }
    }

    private String sent() {
        StringBuilder text = new StringBuilder();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            text.append(part.toString(UTF_8));
            part.release();
        }
        return text.toString();
    }

    /** As {@link RequestDeadlines} does it, without its deadlines. */
    private static final class EventAsMessage extends ChannelInboundHandlerAdapter {
        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            ctx.fireChannelRead(event);
        }
    }
}
