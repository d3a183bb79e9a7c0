package dev.ringdown.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ringdown.bench.wire.EventTail;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTemplateTest {
    private static final InetSocketAddress TO = InetSocketAddress.createUnresolved("localhost", 8081);
    private static final Source SOURCE = new Source("a-customer", null, "a-call");

    @Test
    void anEnvelopeIsAsLongAsItShallBeAndEndsWithItsNumbers() {
        EventTemplate template = EventTemplate.envelope(SOURCE, 600, bytes -> "PUB t " + bytes + '\n', "\n");

        ByteBuf request = template.request(UnpooledByteBufAllocator.DEFAULT, 3, 41, 99);

        String text = request.toString(StandardCharsets.US_ASCII);
        int end = request.writerIndex() - 1;
        assertThat(text)
                .startsWith("PUB t 600\n{\"type\":\"call_progressing\",\"data\":{\"id\":\"a-call\"")
                .endsWith("}}\n");
        assertThat(text).hasSize("PUB t 600\n".length() + 600 + 1);
        assertThat(EventTail.stream(request, end)).isEqualTo(3);
        assertThat(EventTail.seq(request, end)).isEqualTo(41);
        assertThat(EventTail.tsNanos(request, end)).isEqualTo(99);
        request.release();
    }

    @Test
    void aPostSaysHowLongItsBodyIs() {
        ByteBuf request = EventTemplate.post(new Publication(TO, "a-key", 500), SOURCE)
                .request(UnpooledByteBufAllocator.DEFAULT, 0, 0, 0);

        String text = request.toString(StandardCharsets.US_ASCII);
        request.release();
        assertThat(text)
                .startsWith("POST /v1.0/events HTTP/1.1\r\nHost: localhost:8081\r\nAuthorization: Bearer a-key\r\n")
                .contains("Content-Length: 500\r\n\r\n");
        assertThat(text.substring(text.indexOf("\r\n\r\n") + 4)).hasSize(500);
    }

    @Test
    void theProductGetsALineThatIsAChunk() {
        RingdownDialect dialect = new RingdownDialect(new Publication(TO, "a-key", 500));

        ByteBuf greeting = dialect.uplink().greeting();
        ByteBuf request = dialect.template(SOURCE).request(UnpooledByteBufAllocator.DEFAULT, 0, 0, 0);

        String head = greeting.toString(StandardCharsets.US_ASCII);
        String chunk = request.toString(StandardCharsets.US_ASCII);
        greeting.release();
        request.release();
        assertThat(head)
                .startsWith("POST /v1.0/events HTTP/1.1\r\nHost: localhost:8081\r\nAuthorization: Bearer a-key\r\n")
                .endsWith("Transfer-Encoding: chunked\r\n\r\n");
        assertThat(chunk).startsWith("1f5\r\n{").endsWith("}\n\r\n").hasSize(5 + 501 + 2);
    }

    @Test
    void theEventsOfABatchHaveConsecutiveNumbers() {
        EventTemplate template =
                EventTemplate.batch(new Publication(TO, "a-key", 500), "name", List.of(SOURCE, SOURCE));

        ByteBuf request = template.request(UnpooledByteBufAllocator.DEFAULT, 0, 7, 0);

        String text = request.toString(StandardCharsets.US_ASCII);
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        assertThat(text).contains("Content-Length: " + body.length() + "\r\n");
        assertThat(body).startsWith("[{").endsWith("}}]").hasSize(2 * 500 + 3);
        assertThat(body).contains("name-1000000000000007", "name-1000000000000008");
        assertThat(body).contains("\"seq\":1000000000000007", "\"seq\":1000000000000008");
        request.release();
    }

    @Test
    void anEventThatIsTooSmallForItsNumbersIsRefused() {
        assertThatThrownBy(() -> new Publication(TO, "a-key", 449))
                .hasMessage("--event-bytes: 449 (expected: 450 to 200000)");
    }
}
