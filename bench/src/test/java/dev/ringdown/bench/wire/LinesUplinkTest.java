package dev.ringdown.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinesUplinkTest {
    private static final String ANSWER = """
            HTTP/1.1 200 OK\r
            content-type: application/x-ndjson\r
            transfer-encoding: chunked\r
            \r
            34\r
            {"id":"1","sequence":"a-1"}
            {"id":"2","sequence":"a-2"}
            \r
            2b\r
            {"line":3,"status":429,"title":"Too Many"}
            \r
            """;

    @Test
    void answersAreFoundWhereverOneReadEnds() {
        List<List<String>> heard = IntStream.range(0, ANSWER.length())
                .mapToObj(cut -> read(ANSWER.substring(0, cut), ANSWER.substring(cut)))
                .toList();

        assertThat(heard)
                .allSatisfy(one -> assertThat(one)
                        .containsExactly(
                                "ready",
                                "taken",
                                "taken",
                                "a line was answered {\"line\":3,\"status\":429,\"title\":\"Too Many\"}"));
    }

    @Test
    void aRequestThatIsRefusedIsToldOnce() {
        List<String> heard =
                read("HTTP/1.1 401 Unauthorized\r\nContent-Length: 15\r\n\r\n{\"status\":401}\n", "{\"sequence\":1}\n");

        assertThat(heard).containsExactly("publishing was answered HTTP/1.1 401 Unauthorized (expected: 200)");
    }

    @Test
    void aLineIsAChunk() {
        assertThat(LinesUplink.before(9) + "{\"a\":123}" + LinesUplink.behind()).isEqualTo("a\r\n{\"a\":123}\n\r\n");
    }

    private static List<String> read(String... parts) {
        LinesUplink uplink = new LinesUplink("");
        List<String> heard = new ArrayList<>();
        for (String part : parts) {
            uplink.read(Unpooled.copiedBuffer(part, StandardCharsets.US_ASCII), new Uplink.Sink() {
                @Override
                public void onReady() {
                    heard.add("ready");
                }

                @Override
                public void onTaken() {
                    heard.add("taken");
                }

                @Override
                public void onRefused(String why) {
                    heard.add(why);
                }

                @Override
                public void answer(ByteBuf bytes) {
                    heard.add("answer");
                }
            });
        }
        return heard;
    }
}
