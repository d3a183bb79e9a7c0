package dev.ringdown.event;

import static dev.ringdown.event.Decoding.CUSTOMER;
import static dev.ringdown.event.Decoding.assertTooLarge;
import static dev.ringdown.event.Decoding.bytes;
import static dev.ringdown.event.Decoding.cloudEvent;
import static dev.ringdown.event.Decoding.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The limit of 300 bytes holds for the event as it was sent, whatever makes it large. */
class EventSizeTest {
    private final EventDecoder decoder = Decoding.decoder(300);
    private static final String TOO_LARGE = "301 bytes (expected: at most 300, limits.event-bytes)";

    @Test
    void aCloudEventMayBeAsLargeAsTheLimitAndNoLarger() {
        String body = padded(300, cloudEvent("'data':'"));

        assertThatCode(() -> decoder.cloudEvent(bytes(body), 0)).doesNotThrowAnyException();
        assertTooLarge("body: " + TOO_LARGE, () -> decoder.cloudEvent(bytes(" " + body), 0));
    }

    @Test
    void anEventIsLargeByItsAttributesToo() {
        String body = padded(301, cloudEvent("'note':'"));

        assertTooLarge("body: " + TOO_LARGE, () -> decoder.cloudEvent(bytes(body), 0));
    }

    @Test
    void bytesAreCountedAndNotCharacters() {
        String body = padded(299, cloudEvent("'data':'"));

        assertTooLarge("body: " + TOO_LARGE, () -> decoder.cloudEvent(bytes(body.replaceFirst("xx", "x€")), 0));
    }

    @Test
    void anEnvelopeMayBeAsLargeAsTheLimitAndNoLarger() {
        String body = padded(
                300,
                json("{'type':'call_created','data':{'id':'17','customer_id':'" + CUSTOMER + "','note':'"),
                "\"}}");

        assertThatCode(() -> decoder.envelope(bytes(body), "p", 0)).doesNotThrowAnyException();
        assertTooLarge("body: " + TOO_LARGE, () -> decoder.envelope(bytes(body + "\n"), "p", 0));
    }

    @Test
    void theBodyOfBinaryModeMayBeAsLargeAsTheLimitAndNoLarger() {
        Map<String, String> headers = Map.of(
                "specversion",
                "1.0",
                "id",
                "1",
                "source",
                "/s",
                "type",
                "a_b",
                "customerid",
                CUSTOMER,
                "subject",
                "a:1");
        String body = padded(300, "\"", "\"");

        assertThatCode(() -> decoder.binary(headers, bytes(body), 0)).doesNotThrowAnyException();
        assertTooLarge("body: " + TOO_LARGE, () -> decoder.binary(headers, bytes(" " + body), 0));
    }

    @Test
    void theLimitHoldsForEachEventOfABatchAndNotForTheBatch() throws Exception {
        String largest = padded(300, cloudEvent("'data':'"));
        String tooLarge = padded(301, cloudEvent("'data':'"));

        assertThat(decoder.cloudEventBatch(bytes("[" + largest + "," + largest + "]"), 2, 0))
                .hasSize(2);
        assertTooLarge(
                "[1].event: " + TOO_LARGE,
                () -> decoder.cloudEventBatch(bytes("[" + largest + "," + tooLarge + "]"), 2, 0));
    }

    /** The event whose last member is an open text, padded to a size in bytes and closed. */
    private static String padded(int bytes, String open) {
        return padded(bytes, open.substring(0, open.length() - 1), "\"}");
    }

    private static String padded(int bytes, String head, String end) {
        return head + "x".repeat(bytes - head.length() - end.length()) + end;
    }
}
