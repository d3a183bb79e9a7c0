package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One event in the shapes besides CloudEvents, each made when it is first asked for. Thread-safe: threads that ask at the
 * same moment may each make it, and get the same bytes.
 */
public final class OtherShapes {
    // Guessing another charset than UTF-8 would make every byte offset below meaningless.
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build();

    private static final byte[] TYPE = ascii("{\"type\":\"");
    private static final byte[] DATA = ascii("\",\"data\":");
    private static final byte[] NO_DATA = ascii("null}");

    private final String type;

    /** What ends with the value of {@code data} and the brace behind it. */
    private final byte[] text;

    private final int dataFrom;

    private volatile @Nullable EventText envelope;
    private volatile @Nullable EventText resource;
    private volatile byte @Nullable [] deflatedEnvelope;
    private volatile byte @Nullable [] deflatedResource;

    private OtherShapes(String type, byte[] text, int dataFrom) {
        this.type = requireNonNull(type, "type");
        this.text = text;
        this.dataFrom = dataFrom;
    }

    /**
     * Of the event of which this is the message as {@link EventEncoder} writes it.
     *
     * @throws IllegalArgumentException it is no such message
     */
    public static OtherShapes of(String type, byte[] message) {
        int dataFrom = dataFrom(message);
        return dataFrom < 0 ? new OtherShapes(type, NO_DATA, 0) : new OtherShapes(type, message, dataFrom);
    }

    /**
     * Where the value of {@code data} begins, which is the last member; -1 if there is none. It is looked for member by
     * member, since the same text may stand in an attribute.
     */
    private static int dataFrom(byte[] message) {
        try (JsonParser parser = JSON.createParser(message)) {
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

    /** The event in this shape. */
    public EventText text(EventShape shape) {
        return switch (shape) {
            case CLOUDEVENTS -> throw new IllegalArgumentException("shape: " + shape + " (expected: another one)");
            case ENVELOPE -> {
                EventText known = envelope;
                if (known == null) {
                    known = EventText.of(text, dataFrom, text.length).behind(head());
                    envelope = known;
                }
                yield known;
            }
            case RESOURCE -> {
                EventText known = resource;
                if (known == null) {
                    known = EventText.of(text, dataFrom, text.length - 1);
                    resource = known;
                }
                yield known;
            }
        };
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
        byte[] known = shape == EventShape.ENVELOPE ? deflatedEnvelope : deflatedResource;
        if (known == null) {
            known = deflater.apply(text(shape).bytes());
            if (shape == EventShape.ENVELOPE) {
                deflatedEnvelope = known;
            } else {
                deflatedResource = known;
            }
        }
        return known;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
