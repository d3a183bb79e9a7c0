package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.ringdown.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

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
    private static final byte[] DATA = ascii(",\"datacontenttype\":\"application/json\",\"data\":");

    /** The texts besides {@code data}, mostly. */
    private static final int USUAL_BYTES = 352;

    private EventEncoder() {}

    /**
     * @param topics of the event; the attributes {@code subject} and {@code parents} follow from them
     * @param sequenceWidth bytes to leave free for the sequence
     * @param body where {@code event.dataFrom} and {@code dataTo} point into
     */
    static EventJson encode(EventAttributes event, Topics topics, int sequenceWidth, byte[] body) {
        int dataLength = event.dataFrom < 0 ? 0 : event.dataTo - event.dataFrom;
        ByteArrayOutputStream out = new ByteArrayOutputStream(USUAL_BYTES + dataLength);
        text(out, ID, requireNonNull(event.id, "id"));
        text(out, SOURCE, requireNonNull(event.source, "source"));
        text(out, TYPE, event.type());
        text(out, SUBJECT, topics.own().toString());
        String parents = topics.parentsText();
        if (parents != null) {
            text(out, PARENTS, parents);
        }
        text(out, TIME, requireNonNull(event.time, "time"));
        out.write('"');
        for (Map.Entry<String, String> extension : event.extensions.entrySet()) {
            out.writeBytes(ascii(",\"" + extension.getKey() + "\":"));
            out.writeBytes(extension.getValue().getBytes(StandardCharsets.UTF_8));
        }
        out.writeBytes(SEQUENCE);
        int holeAt = out.size();
        out.writeBytes(new byte[sequenceWidth]);
        out.write('"');
        if (event.dataFrom >= 0) {
            out.writeBytes(DATA);
            out.write(body, event.dataFrom, dataLength);
        }
        out.write('}');
        return new EventJson(out.toByteArray(), holeAt);
    }

    /** The value of a text member; its closing quote begins what comes next. */
    private static void text(ByteArrayOutputStream out, byte[] before, String value) {
        out.writeBytes(before);
        out.writeBytes(
                isPlain(value) ? ascii(value) : JsonStringEncoder.getInstance().quoteAsUTF8(value));
    }

    /** Whether the text is ASCII and nothing in it is written with a backslash in JSON, as is mostly so. */
    private static boolean isPlain(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
