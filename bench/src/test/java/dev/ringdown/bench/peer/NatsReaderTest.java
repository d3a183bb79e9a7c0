package dev.ringdown.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.bench.wire.EventTail;
import dev.ringdown.bench.wire.MessageReader;
import dev.ringdown.bench.wire.Reply;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NatsReaderTest {
    private static final String INFO = "INFO {\"server_id\":\"x\"}\r\n";

    @Test
    void aMessageMayHaveManyEvents() {
        List<String> heard = read(msg(event(0)) + msg(event(1)) + msg(event(2)));

        assertThat(heard).containsExactly("event 0", "event 1", "event 2");
    }

    @Test
    void eventsAreFoundWhereverAMessageEnds() {
        String lines = INFO + "PONG\r\n" + msg(event(0)) + "PING\r\n" + msg(event(1));

        List<List<String>> heard = IntStream.range(0, lines.length())
                .mapToObj(cut -> read(lines.substring(0, cut), lines.substring(cut)))
                .toList();

        assertThat(heard).containsOnly(List.of("reply PONG", "event 0", "answer", "event 1"));
    }

    @Test
    void eventsAreFoundIfTheyComeByteByByte() {
        String lines = msg(event(0)) + msg(event(1));

        List<String> heard = read(lines.split(""));

        assertThat(heard).containsExactly("event 0", "event 1");
    }

    @Test
    void anErrorIsNotOverlooked() {
        List<String> heard = read("-ERR 'Slow Consumer'\r\n");

        assertThat(heard).containsExactly("not understood -ERR 'Slow Consumer'");
    }

    @Test
    void aPayloadThatIsNoEventIsNotOverlooked() {
        List<String> heard = read(msg("hello"));

        assertThat(heard).containsExactly("not understood hello");
    }

    private static String event(long seq) {
        byte[] event = ("{" + " ".repeat(EventTail.BYTES) + '}').getBytes(StandardCharsets.US_ASCII);
        EventTail.writeBlank(event, 1);
        EventTail.fill(event, 1, 0, seq, 0);
        return new String(event, StandardCharsets.US_ASCII);
    }

    private static String msg(String payload) {
        return "MSG t0 1 " + payload.length() + "\r\n" + payload + "\r\n";
    }

    private static List<String> read(String... messages) {
        List<String> heard = new ArrayList<>();
        NatsReader reader = new NatsReader();
        MessageReader.Sink sink = new MessageReader.Sink() {
            @Override
            public void onEvent(ByteBuf in, int start, int end) {
                heard.add("event " + EventTail.seq(in, end));
            }

            @Override
            public void onReply(Reply reply) {
                heard.add("reply " + reply.text());
            }

            @Override
            public void answer(ByteBuf frame) {
                heard.add("answer");
            }

            @Override
            public void onNotUnderstood(String what) {
                heard.add("not understood " + what);
            }
        };
        for (String message : messages) {
            ByteBuf in = Unpooled.copiedBuffer("##" + message + "##", StandardCharsets.US_ASCII);
            reader.read(in, 2, in.writerIndex() - 2, sink);
        }
        reader.close();
        return heard;
    }
}
