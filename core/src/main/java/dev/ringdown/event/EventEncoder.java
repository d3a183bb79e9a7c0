package dev.ringdown.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Writes an event as receivers get it: CloudEvents 1.0, JSON format, structured mode, with the value of {@code data}
 * byte for byte as it was published. Stateless, any thread.
 */
final class EventEncoder {
    private static final JsonFactory JSON = new JsonFactory();
    private static final byte[] SEQUENCE_MEMBER = "\"sequence\":\"".getBytes(StandardCharsets.US_ASCII);

    private EventEncoder() {}

    /**
     * @param sequenceWidth bytes to leave free for the sequence
     * @param body where {@code event.dataFrom} and {@code dataTo} point into
     */
    static EventJson encode(EventAttributes event, String subject, int sequenceWidth, byte[] body) {
        int dataLength = event.dataFrom < 0 ? 0 : event.dataTo - event.dataFrom;
        ByteArrayOutputStream out = new ByteArrayOutputStream(320 + dataLength);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("specversion", "1.0");
            json.writeStringField("id", event.id);
            json.writeStringField("source", event.source);
            json.writeStringField("type", event.type());
            json.writeStringField("subject", subject);
            json.writeStringField("time", event.time);
            for (Map.Entry<String, String> extension : event.extensions.entrySet()) {
                json.writeFieldName(extension.getKey());
                json.writeRawValue(extension.getValue());
            }
            json.flush();
            out.write(',');
            out.writeBytes(SEQUENCE_MEMBER);
            int holeAt = out.size();
            out.writeBytes(new byte[sequenceWidth]);
            out.write('"');
            if (event.dataFrom >= 0) {
                out.writeBytes(
                        ",\"datacontenttype\":\"application/json\",\"data\":".getBytes(StandardCharsets.US_ASCII));
                out.write(body, event.dataFrom, dataLength);
            }
            json.writeEndObject();
            json.flush();
            return new EventJson(out.toByteArray(), holeAt);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write JSON to memory", e);
        }
    }
}
