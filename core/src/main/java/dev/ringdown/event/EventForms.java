package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.ringdown.json.PeerJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is made of the message of one event when somebody first asks: its other shapes, and each shape compressed.
 * Thread-safe: threads that ask at the same moment may each make it, and get the same bytes.
 */
public final class EventForms {
    private static final byte[] TYPE = ascii("{\"type\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] NO_DATA = ascii("null}");

    private final String type;
    private final byte[] message;

    private volatile @Nullable EventText envelope;
    private volatile @Nullable EventText resource;
    private volatile byte @Nullable [] deflated;
    private volatile byte @Nullable [] deflatedEnvelope;
    private volatile byte @Nullable [] deflatedResource;

    /** @param message of an event of this type, as {@link EventEncoder} writes it */
    public EventForms(String type, byte[] message) {
        this.type = requireNonNull(type, "type");
        this.message = requireNonNull(message, "message");
    }

    /**
     * The event in this shape.
     *
     * @throws IllegalArgumentException the message is none
     */
    public EventText text(EventShape shape) {
        return switch (shape) {
            case CLOUDEVENTS -> EventText.of(message);
            case ENVELOPE -> {
                EventText known = envelope;
                if (known == null) {
                    EventText data = text(EventShape.RESOURCE);
                    int end = data.from() + data.bodyLength() + 1; // the brace behind it is the envelope's too
                    known = EventText.of(data.body(), data.from(), end).behind(head());
                    envelope = known;
                }
                yield known;
            }
            case RESOURCE -> {
                EventText known = resource;
                if (known == null) {
                    int from = dataFrom(message);
                    known = from < 0
                            ? EventText.of(NO_DATA, 0, NO_DATA.length - 1)
                            : EventText.of(message, from, message.length - 1);
                    resource = known;
                }
                yield known;
            }
        };
    }

    /**
     * Where the value of {@code data} begins, which is the last member; -1 if there is none. It is looked for member by
     * member, since the same text may stand in an attribute.
     */
    private static int dataFrom(byte[] message) {
        try (JsonParser parser = PeerJson.parser(message)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("message: " + parser.currentToken() + " (expected: a JSON object)");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean data = parser.currentName().equals("data");
                parser.nextToken();
                if (data) {
                    return (int) parser.currentTokenLocation().getByteOffset();
                }
                parser.skipChildren();
            }
            return -1;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the data of a message that was written here", e);
        }
    }

    private byte[] head() {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        head.writeBytes(TYPE);
        head.writeBytes(JsonStringEncoder.getInstance().quoteAsUTF8(type));
        head.writeBytes(DATA);
        return head.toByteArray();
    }

    /**
     * The event in this shape, compressed; not a copy.
     *
     * @param deflater makes it; always the same of the same
     */
    public byte[] deflated(EventShape shape, UnaryOperator<byte[]> deflater) {
        byte[] known = switch (shape) {
            case CLOUDEVENTS -> deflated;
            case ENVELOPE -> deflatedEnvelope;
            case RESOURCE -> deflatedResource;
        };
        if (known == null) {
            known = deflater.apply(text(shape).bytes());
            switch (shape) {
                case CLOUDEVENTS -> deflated = known;
                case ENVELOPE -> deflatedEnvelope = known;
                case RESOURCE -> deflatedResource = known;
            }
        }
        return known;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
