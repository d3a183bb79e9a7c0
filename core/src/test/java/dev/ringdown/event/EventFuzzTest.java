package dev.ringdown.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a publisher sends is refused with a reason, or becomes one JSON object in every shape. The first byte says in which
 * form it comes. */
public class EventFuzzTest {
    private static final byte[] SEQUENCE = Decoding.bytes(Decoding.SEQUENCE);
    private static final JsonFactory JSON = new JsonFactory();

    /** What {@code ./run fuzz} calls. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        try {
            for (Event event : decode(input[0] & 7, body)) {
                assertWhole(event);
            }
        } catch (InvalidEventException refusal) {
            assertThat(refusal.getMessage()).isNotBlank().hasSizeLessThan(2_000);
        }
    }

    private static List<Event> decode(int form, byte[] body) throws InvalidEventException {
        EventDecoder decoder = Decoding.decoder(4 * 1024);
        return switch (form) {
            case 0, 1 -> List.of(decoder.cloudEvent(body, 77));
            case 2 -> decoder.cloudEventBatch(body, 3, 77);
            case 3, 4 -> List.of(decoder.envelope(body, "call-manager", 77));
            case 5 -> List.of(decoder.line(body, "call-manager", 77));
            default -> List.of(decoder.binary(headers(body), dataOf(body), 77));
        };
    }

    /** Lines {@code name=value} up to the first zero byte, beside what is needed. */
    private static Map<String, String> headers(byte[] body) {
        Map<String, String> headers = new HashMap<>(Map.of(
                "specversion", "1.0",
                "id", "1",
                "source", "/s",
                "type", "call_created",
                "customerid", Decoding.CUSTOMER,
                "subject", "call:17"));
        new String(body, 0, zeroIn(body), StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.indexOf('=') >= 0)
                .forEach(line ->
                        headers.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return headers;
    }

    private static byte[] dataOf(byte[] body) {
        return Arrays.copyOfRange(body, Math.min(body.length, zeroIn(body) + 1), body.length);
    }

    private static int zeroIn(byte[] body) {
        int at = 0;
        while (at < body.length && body[at] != 0) {
            at++;
        }
        return at;
    }

    private static void assertWhole(Event event) throws IOException {
        byte[] json = event.json().withSequence(SEQUENCE);
        assertWhole(json);
        assertThat(event.topics().scopes()).isNotEmpty();
        EventForms forms = new EventForms(event.type(), json);
        for (EventShape shape : EventShape.values()) {
            assertWhole(forms.text(shape).bytes());
        }
    }

    private static void assertWhole(byte[] json) throws IOException {
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
        try (JsonParser parser = JSON.createParser(json)) {
            assertThat(parser.nextToken()).isNotNull();
            parser.skipChildren();
            assertThat(parser.nextToken()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource
    void inputs(Path input) throws IOException {
        fuzzerTestOneInput(Files.readAllBytes(input));
    }

    static Stream<Path> inputs() throws IOException {
        return Files.list(Path.of("src/test/fuzz/event"));
    }
}
