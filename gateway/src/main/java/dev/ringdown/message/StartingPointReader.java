package dev.ringdown.message;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ringdown.event.Quoted;
import dev.ringdown.log.Sequence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the members of a subscribe message that say from where on it wants events, where they are not null. Used for one message, then forgotten.
 */
final class StartingPointReader {
    private final List<StartingPoint> points = new ArrayList<>(0);
    private @Nullable String badSequence;
    private boolean once;

    /** Reads the value of {@code after}, of which nobody knows yet whether it is a sequence; what is wrong, or null. */
    @Nullable
    String after(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return JsonValues.wrongKind("after", parser, "a sequence");
        }
        Sequence sequence = Sequence.parse(parser.getText());
        if (sequence == null) {
            badSequence = parser.getText();
        } else {
            points.add(new StartingPoint.After(sequence));
        }
        return null;
    }

    /** Reads the value of {@code last}; what is wrong, or null. */
    @Nullable
    String last(JsonParser parser) throws IOException {
        String expected = "1 to " + StartingPoint.Last.MAX;
        if (!parser.currentToken().isNumeric()) {
            return JsonValues.wrongKind("last", parser, expected);
        }
        StartingPoint.Last last = StartingPoint.Last.of(parser.getDoubleValue()); // 20.0 is 20 (RFC 8259 section 6)
        if (last == null) {
            return "last: " + Quoted.of(parser.getText()) + " (expected: " + expected + ")";
        }
        points.add(last);
        return null;
    }

    /** Reads the value of {@code snapshot}; what is wrong, or null. */
    @Nullable
    String snapshot(JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            points.add(new StartingPoint.Snapshot());
            return null;
        }
        return parser.currentToken() == JsonToken.VALUE_FALSE
                ? null
                : JsonValues.wrongKind("snapshot", parser, "true or false");
    }

    /** Reads the value of {@code once}; what is wrong, or null. */
    @Nullable
    String once(JsonParser parser) throws IOException {
        once = parser.currentToken() == JsonToken.VALUE_TRUE;
        return once || parser.currentToken() == JsonToken.VALUE_FALSE
                ? null
                : JsonValues.wrongKind("once", parser, "true or false");
    }

    boolean isOnce() {
        return once;
    }

    /** Whether it is wanted once, and it is not said what. */
    boolean isOnceOfNothing() {
        StartingPoint point = point();
        return once && !(point instanceof StartingPoint.Last) && !(point instanceof StartingPoint.Snapshot);
    }

    /** What {@code after} had in place of a sequence, or null. */
    @Nullable
    String badSequence() {
        return badSequence;
    }

    /** Whether there is more than one. */
    boolean isAmbiguous() {
        return points.size() > 1;
    }

    /** The first; from now on if there is none. */
    StartingPoint point() {
        return points.isEmpty() ? new StartingPoint.Now() : points.get(0);
    }
}
