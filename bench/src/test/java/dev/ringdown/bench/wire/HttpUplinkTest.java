package dev.ringdown.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HttpUplinkTest {
    private static final String TAKEN = "HTTP/1.1 202 Accepted\r\nContent-Length: 8\r\n\r\n{\"id\":1}";
    private static final String TWO_TAKEN = "HTTP/1.1 202 Accepted\r\nContent-Length: 7\r\n\r\n[{},{}]";
    private static final String EMPTY = "HTTP/1.1 201 Created\r\ncontent-length: 0\r\n\r\n";
    private static final String REFUSED = "HTTP/1.1 429 Too Many Requests\r\nContent-Length: 4\r\n\r\nslow";

    @Test
    void answersAreFoundWhereverOneReadEnds() {
        String answers = TAKEN + REFUSED + TAKEN;

        List<List<String>> heard = IntStream.range(0, answers.length())
                .mapToObj(cut -> read(HttpUplink.accepting(1), answers.substring(0, cut), answers.substring(cut)))
                .toList();

        assertThat(heard)
                .allSatisfy(one -> assertThat(one)
                        .containsExactly(
                                "taken",
                                "publishing was answered 429 with 0 objects (expected: 202 with 1) slow",
                                "taken"));
    }

    @Test
    void aBatchIsTakenIfAllOfItIs() {
        List<String> whole = read(HttpUplink.accepting(2), TWO_TAKEN);
        List<String> part = read(HttpUplink.accepting(3), TWO_TAKEN);

        assertThat(whole).containsExactly("taken");
        assertThat(part).containsExactly("publishing was answered 202 with 2 objects (expected: 202 with 3) ");
    }

    @Test
    void anyStatusOfSuccessIsEnoughForOtherServers() {
        List<String> heard = read(HttpUplink.succeeding(), EMPTY + TAKEN + REFUSED);

        assertThat(heard)
                .containsExactly("taken", "taken", "publishing was answered 429 with 0 objects (expected: 2xx) slow");
    }

    private static List<String> read(HttpUplink uplink, String... parts) {
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
