package dev.ringdown.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ringdown.testing.CapturedLog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever bytes come before a WebSocket is open, they are answered or waited for, and never with a fault of the server (500). The
 * first byte says into how large pieces the rest is cut. No credential is good here. */
public class HandshakeFuzzTest {
    private static final Edge EDGE = new Edge();

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) {
        if (input.length == 0 || new String(input, StandardCharsets.ISO_8859_1).contains("stream")) {
            return; // an event stream needs a loop of the port
        }
        int pieceBytes = 1 + (input[0] & 0xff);
        EmbeddedChannel channel = EDGE.connectAnew();
        try (CapturedLog log = new CapturedLog()) {
            for (int from = 1; from < input.length && channel.isOpen(); from += pieceBytes) {
                byte[] piece = Arrays.copyOfRange(input, from, Math.min(input.length, from + pieceBytes));
                channel.writeInbound(Unpooled.wrappedBuffer(piece));
                EDGE.verify();
                channel.runPendingTasks();
            }
            assertThat(answers(channel)).doesNotContain("HTTP/1.1 500");
            channel.checkException();
            channel.finishAndReleaseAll();
            assertThat(log.errors()).isEmpty();
        }
        assertThat(EDGE.limits.open()).isZero();
    }

    private static String answers(EmbeddedChannel channel) {
        StringBuilder answers = new StringBuilder();
        for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            if (out instanceof ByteBuf bytes) {
                answers.append(bytes.toString(StandardCharsets.ISO_8859_1));
            }
            ReferenceCountUtil.release(out);
        }
        return answers.toString();
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/handshake"));
    }
}
