package dev.ringdown.bench.peer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.bench.load.Dialect;
import dev.ringdown.bench.load.Seat;
import dev.ringdown.bench.wire.Uplink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DialectsTest {
    private static final Dialect NPM = new NpmDialect(InetSocketAddress.createUnresolved("localhost", 8080), 600);
    private static final Dialect NATS = new NatsDialect(600);
    private static final Seat SEAT = Topics.WORDS.seat(3, 17);

    @Test
    void aTopicIsAWordWithItsOwnStream() {
        assertThat(SEAT.topics()).containsExactly("t17");
        assertThat(SEAT.firstStream()).isEqualTo(17);
        assertThat(Topics.WORDS.source(17).call()).isEqualTo("t17");
    }

    @Test
    void openingAConnectionSubscribes() {
        assertThat(NPM.target(SEAT)).isEqualTo("/sub/t17");
        assertThat(NPM.subscription(SEAT, null)).isNull();
    }

    @Test
    void aSocketUplinkIsReadyWhenItIsUpgraded() {
        Uplink uplink = NPM.uplink();

        List<String> heard = read(uplink, "HTTP/1.1 101 Switching", " Protocols\r\n\r\n");

        assertThat(uplink.greeting().toString(StandardCharsets.US_ASCII))
                .startsWith("GET /pub HTTP/1.1\r\nHost: localhost:8080\r\n");
        assertThat(heard).containsExactly("ready");
    }

    @Test
    void aSocketUplinkThatIsRefusedSaysSo() {
        List<String> heard = read(NPM.uplink(), "HTTP/1.1 404 Not Found\r\n\r\n");

        assertThat(heard).containsExactly("refused: HTTP/1.1 404 Not Found ");
    }

    @Test
    void natsIsAskedWhetherItHasSubscribed() {
        ByteBuf frame = requireNonNull(NATS.subscription(SEAT, null));

        assertThat(frame.toString(StandardCharsets.US_ASCII)).endsWith("SUB t17 1\r\nPING\r\n");
    }

    @Test
    void aNatsUplinkIsReadyWhenItIsAnsweredAndSaysWhatIsWrong() {
        List<String> heard =
                read(NATS.uplink(), "INFO {}\r\nPO", "NG\r\nPING\r\n-ERR 'Unknown", " Protocol Operation'\r\n");

        assertThat(heard)
                .containsExactly(
                        "ready", "answer PONG\r\n", "publishing was answered -ERR 'Unknown Protocol Operation'");
    }

    private static List<String> read(Uplink uplink, String... parts) {
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
                    heard.add("answer " + bytes.toString(StandardCharsets.US_ASCII));
                }
            });
        }
        return heard;
    }
}
