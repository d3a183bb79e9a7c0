package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes an event as receivers get it: CloudEvents 1.0, JSON format, structured mode, with the value of {@code data}
 * byte for byte as it was published. Stateless, any thread.
 */
final class EventEncoder {
    private static final byte[] ID = ascii("{\"specversion\":\"1.0\",\"id\":\"");
    private static final byte[] SOURCE = ascii("\",\"source\":\"");
    private static final byte[] TYPE = ascii("\",\"type\":\"");
    private static final byte[] SUBJECT = ascii("\",\"subject\":\"");
    private static final byte[] PARENTS = ascii("\",\"parents\":\"");
    private static final byte[] TIME = ascii("\",\"time\":\"");
    private static final byte[] SEQUENCE = ascii(",\"sequence\":\"");
    private static final byte[] DATA_OF_JSON = data(DataContentType.JSON);
    private static final byte[] QUOTE = ascii("\"");
    private static final byte[] END = ascii("}");
    private static final byte[] NOTHING = {};

    private EventEncoder() {}

    /**
     * @param topics of the event; the attributes {@code subject} and {@code parents} follow from them
     * @param sequenceWidth bytes to leave free for the sequence
     * @param body where {@code event.dataFrom} and {@code dataTo} point into
     */
    static EventJson encode(EventAttributes event, Topics topics, int sequenceWidth, byte[] body) {
        String parents = topics.parentsText();
        byte[][] head = {
            ID,
            JsonText.of(requireNonNull(event.id, "id")),
            SOURCE,
            JsonText.of(requireNonNull(event.source, "source")),
            TYPE,
            JsonText.of(event.type()),
            SUBJECT,
            JsonText.of(topics.own().toString()),
            parents == null ? NOTHING : PARENTS,
            parents == null ? NOTHING : JsonText.of(parents),
            TIME,
            JsonText.of(requireNonNull(event.time, "time")),
            QUOTE,
            extensions(event.extensions),
            SEQUENCE
        };
        int holeAt = 0;
        for (byte[] part : head) {
            holeAt += part.length;
        }
        byte[] before = event.dataFrom < 0 ? NOTHING : beforeData(event.dataContentType);
        int dataLength = event.dataFrom < 0 ? 0 : event.dataTo - event.dataFrom;
        int size = holeAt + sequenceWidth + QUOTE.length + before.length + dataLength + END.length;

        ByteBuffer out = ByteBuffer.allocate(size);
        for (byte[] part : head) {
            out.put(part);
        }
        out.position(holeAt + sequenceWidth).put(QUOTE).put(before);
        if (dataLength > 0) {
            out.put(body, event.dataFrom, dataLength);
        }
        return new EventJson(out.put(END).array(), holeAt);
    }

    private static byte[] beforeData(@Nullable String contentType) {
        return contentType == null || contentType.equals(DataContentType.JSON) ? DATA_OF_JSON : data(contentType);
    }

    private static byte[] data(String contentType) {
        String text = new String(JsonText.of(contentType), StandardCharsets.UTF_8);
        return (",\"datacontenttype\":\"" + text + "\",\"data\":").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] extensions(Map<String, String> extensions) {
        if (extensions.isEmpty()) {
            return NOTHING;
        }
        StringBuilder text = new StringBuilder();
        extensions.forEach(
                (name, json) -> text.append(",\"").append(name).append("\":").append(json));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
