package dev.ringdown.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.metrics.GatewayMetrics;
import dev.ringdown.publish.Publishing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream of lines over HTTP/1.1: what is answered when, and when nothing more is read. */
class LineStreamHandlerTest {
    private static final int MAX_UNANSWERED = 2;

    private final Publishing publishing = new Publishing();
    private final EmbeddedChannel channel = new EmbeddedChannel(handler());

    private LineStreamHandler handler() {
        return new LineStreamHandler(
                publishing.endpoint(),
                new RequestHandler(
                        new Routes(),
                        4,
                        1000,
                        new RequestTurns(Runnable::run),
                        new GatewayMetrics(new SimpleMeterRegistry())),
                publishing.bodies(),
                MAX_UNANSWERED);
    }

    @BeforeEach
    void open() {
        channel.writeInbound(stream());
        HttpResponse response = channel.readOutbound();
        assertThat(response.status().code()).isEqualTo(200);
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void whatIsAcknowledgedTogetherIsAnsweredInOneWrite() {
        publishing.log().takeYourTime();
        line();
        line();
        assertThat(channel.outboundMessages()).isEmpty();

        publishing.log().acknowledge();
        channel.runPendingTasks();

        assertThat(answers()).hasLineCount(2);
        assertThat(channel.outboundMessages()).isEmpty();
    }

    @Test
    void anAnswerThatIsAloneLeavesAlone() {
        line();
        assertThat(answers()).hasLineCount(1);

        line();
        assertThat(answers()).hasLineCount(1);
    }

    @Test
    void nothingMoreIsReadAtTheLimitOfUnansweredLines() {
        publishing.log().takeYourTime();
        line();
        assertThat(channel.config().isAutoRead()).isTrue();

        line();
        assertThat(channel.config().isAutoRead()).isFalse();

        publishing.log().acknowledge();
        channel.runPendingTasks();
        assertThat(channel.config().isAutoRead()).isTrue();
        assertThat(answers()).hasLineCount(2);
    }

    @Test
    void theEndComesBehindTheLastAnswer() {
        publishing.log().takeYourTime();
        line();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

        publishing.log().acknowledge();
        channel.runPendingTasks();

        assertThat(answers()).hasLineCount(1);
        assertThat(channel.outboundMessages()).singleElement().isInstanceOf(LastHttpContent.class);
    }

    @Test
    void answersForAPublisherWhoHasGoneAreReleased() {
        UnpooledByteBufAllocator counting = new UnpooledByteBufAllocator(false);
        channel.config().setAllocator(counting);
        publishing.log().takeYourTime();
        line();
        channel.close();

        publishing.log().acknowledge();
        channel.runPendingTasks();

        assertThat(channel.outboundMessages()).isEmpty();
        assertThat(counting.metric().usedHeapMemory()).isZero();
        assertThat(counting.metric().usedDirectMemory()).isZero();
    }

    @Test
    void whatHasComeOfALineIsGivenBackWhenItsPublisherGoes() {
        channel.writeInbound(new DefaultHttpContent(Unpooled.wrappedBuffer("{\"type\":".getBytes(UTF_8))));
        assertThat(publishing.bodies().taken()).isEqualTo(8);

        channel.close();

        assertThat(publishing.bodies().taken()).isZero();
    }

    @Test
    void aRequestBehindAStreamWaitsForItsEnd() {
        publishing.log().takeYourTime();
        line();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        HttpRequest behind = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/metrics");
        channel.writeInbound(behind, LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.<Object>readInbound()).isNull();
        assertThat(channel.config().isAutoRead()).isFalse();

        publishing.log().acknowledge();
        channel.runPendingTasks();

        assertThat(channel.<Object>readInbound()).isSameAs(behind);
        assertThat(channel.<Object>readInbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void aStreamBehindAStreamIsAnsweredBehindIt() {
        publishing.log().takeYourTime();
        line();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
        channel.writeInbound(stream());
        line();
        channel.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

        publishing.log().acknowledge();
        channel.runPendingTasks();
        publishing.log().acknowledge();
        channel.runPendingTasks();

        assertThat(answers()).contains("\"sequence\"");
        assertThat(channel.<Object>readOutbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
        assertThat(channel.<HttpResponse>readOutbound().status().code()).isEqualTo(200);
        assertThat(answers()).contains("\"sequence\"");
        assertThat(channel.<Object>readOutbound()).isSameAs(LastHttpContent.EMPTY_LAST_CONTENT);
    }

    @Test
    void nothingMoreIsReadFromWhoDoesNotTakeTheAnswersUntilTheyAreTaken() {
        FullSocket full = new FullSocket(handler());
        full.config().setWriteBufferWaterMark(new WriteBufferWaterMark(10, 20));
        full.writeInbound(stream());
        full.takeOne();
        full.writeInbound(callLine());
        assertThat(full.isWritable()).isFalse();
        assertThat(full.config().isAutoRead()).isFalse();

        full.takeOne();

        assertThat(full.isWritable()).isTrue();
        assertThat(full.config().isAutoRead()).isTrue();
        full.finishAndReleaseAll();
    }

    private void line() {
        channel.writeInbound(callLine());
    }

    private static HttpContent callLine() {
        byte[] line = (Publishing.CALL.replace('\'', '"') + "\n").getBytes(UTF_8);
        return new DefaultHttpContent(Unpooled.wrappedBuffer(line));
    }

    private static HttpRequest stream() {
        HttpRequest request = new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/v1.0/events");
        request.headers()
                .set("content-type", "application/x-ndjson")
                .set("authorization", "Bearer " + Publishing.KEY)
                .set("transfer-encoding", "chunked");
        return request;
    }

    private String answers() {
        HttpContent content = channel.readOutbound();
        String text = content.content().toString(UTF_8);
        content.release();
        return text;
    }
}
