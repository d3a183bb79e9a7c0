package dev.ringdown.bench.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrameScannerTest {
    private static final String SHORT = "short";
    private static final String MEDIUM = "m".repeat(600);
    private static final String LONG = "l".repeat(70_000);

    @Test
    void framesOfEveryHeaderLengthAreFoundInOneRead() {
        byte[] bytes = frames(SHORT, MEDIUM, LONG);

        List<String> found = scan(bytes, bytes.length);

        assertThat(found).containsExactly(SHORT, MEDIUM, LONG);
    }

    @Test
    void framesAreFoundWhereverOneReadEnds() {
        byte[] bytes = frames(SHORT, MEDIUM, SHORT);

        List<List<String>> found = IntStream.range(0, bytes.length)
                .mapToObj(cut -> scan(bytes, cut))
                .toList();

        assertThat(found).hasSize(bytes.length).containsOnly(List.of(SHORT, MEDIUM, SHORT));
    }

    @Test
    void framesAreFoundIfTheyComeByteByByte() {
        byte[] bytes = frames(SHORT, LONG, MEDIUM);

        List<String> found = scanInPieces(bytes, 1);

        assertThat(found).containsExactly(SHORT, LONG, MEDIUM);
    }

    @Test
    void framesAreFoundIfEachReadEndsWithinOne() {
        byte[] bytes = frames(LONG, MEDIUM, LONG, SHORT);

        List<String> found = scanInPieces(bytes, 4_099);

        assertThat(found).containsExactly(LONG, MEDIUM, LONG, SHORT);
    }

    @Test
    void anEmptyFrameIsAFrame() {
        byte[] bytes = frames("", SHORT, "");

        List<String> found = scanInPieces(bytes, 1);

        assertThat(found).containsExactly("", SHORT, "");
    }

    @Test
    void theSinkIsToldTheOpcode() {
        List<Integer> opcodes = new ArrayList<>();

        new FrameScanner()
                .scan(Unpooled.wrappedBuffer(new byte[] {(byte) 0x89, 0, (byte) 0x82, 0}), (opcode, in, start, end) -> {
                    opcodes.add(opcode);
                    return true;
                });

        assertThat(opcodes).containsExactly(FrameScanner.PING, FrameScanner.BINARY);
    }

    @Test
    void nothingIsLookedAtAfterTheSinkHasHadEnough() {
        List<String> found = new ArrayList<>();

        new FrameScanner().scan(Unpooled.wrappedBuffer(frames(SHORT, MEDIUM)), (opcode, in, start, end) -> {
            found.add(in.toString(start, end - start, StandardCharsets.US_ASCII));
            return false;
        });

        assertThat(found).containsExactly(SHORT);
    }

    @Test
    void aMaskedFrameIsRefused() {
        byte[] masked = {(byte) 0x81, (byte) 0x81, 0, 0, 0, 0, 'x'};

        assertThatThrownBy(() -> scan(masked, masked.length)).hasMessageContaining("masked");
    }

    @Test
    void aFragmentIsRefused() {
        byte[] fragment = {0x01, 0x01, 'x'};

        assertThatThrownBy(() -> scan(fragment, fragment.length)).hasMessageContaining("whole message");
    }

    @Test
    void aFrameThatIsTooLargeIsRefused() {
        byte[] header = {(byte) 0x82, 127, 0, 0, 0, 0, 0x7f, 0, 0, 0};

        assertThatThrownBy(() -> scan(header, header.length)).hasMessageContaining("at most 16777216");
    }

    private static byte[] frames(String... payloads) {
        ByteBuf all = Unpooled.buffer();
        for (String payload : payloads) {
            all.writeByte(0x81);
            if (payload.length() < 126) {
                all.writeByte(payload.length());
            } else if (payload.length() < 0x10000) {
                all.writeByte(126).writeShort(payload.length());
            } else {
                all.writeByte(127).writeLong(payload.length());
            }
            all.writeCharSequence(payload, StandardCharsets.US_ASCII);
        }
        byte[] bytes = new byte[all.readableBytes()];
        all.readBytes(bytes);
        return bytes;
    }

    /** In two reads, the first of which has so many bytes. */
    private static List<String> scan(byte[] bytes, int cut) {
        List<String> found = new ArrayList<>();
        FrameScanner scanner = new FrameScanner();
        read(scanner, bytes, 0, cut, found);
        read(scanner, bytes, cut, bytes.length, found);
        return found;
    }

    private static List<String> scanInPieces(byte[] bytes, int size) {
        List<String> found = new ArrayList<>();
        FrameScanner scanner = new FrameScanner();
        for (int at = 0; at < bytes.length; at += size) {
            read(scanner, bytes, at, Math.min(bytes.length, at + size), found);
        }
        return found;
    }

    private static void read(FrameScanner scanner, byte[] bytes, int from, int to, List<String> found) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes, from, to - from);
        scanner.scan(in, (opcode, payload, start, end) -> {
            found.add(payload.toString(start, end - start, StandardCharsets.US_ASCII));
            return true;
        });
        assertThat(in.isReadable()).isFalse();
    }
}
