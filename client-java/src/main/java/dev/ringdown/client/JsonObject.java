package dev.ringdown.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object, checked as a whole and taken apart no further than its own members: those that are asked for are read
 * then, and what the application's library is to read stays the text that came. Immutable.
 *
 * <p>A member that is missing or of another kind than asked for is a {@link MalformedMessageException}, unless the method
 * says otherwise.
 */
final class JsonObject {
    private final String text;
    private final Map<String, Slice> members = new HashMap<>();

    private record Slice(int start, int end) {}

    private JsonObject(String text) {
        this.text = text;
    }

    static JsonObject parse(String text) {
        JsonObject object = new JsonObject(text);
        JsonScanner scanner = new JsonScanner(text);
        scanner.expect('{');
        if (!scanner.take('}')) {
            do {
                object.readMember(scanner);
            } while (scanner.take(','));
            scanner.expect('}');
        }
        scanner.expectEnd();
        return object;
    }

    private void readMember(JsonScanner scanner) {
        int nameStart = scanner.skipString();
        String name = JsonText.read(text.substring(nameStart, scanner.at()));
        scanner.expect(':');
        int start = scanner.skipValue();
        if (members.putIfAbsent(name, new Slice(start, scanner.at())) != null) {
            throw new MalformedMessageException(
                    MalformedMessageException.shown(name) + ": given twice (expected: once)");
        }
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** A member as JSON. */
    String raw(String name) {
        Slice slice = members.get(name);
        if (slice == null) {
            throw new MalformedMessageException(name + ": missing, in " + MalformedMessageException.shown(text));
        }
        return text.substring(slice.start, slice.end);
    }

    String text(String name) {
        String raw = raw(name);
        if (!raw.startsWith("\"")) {
            throw fault(name, raw, "a text");
        }
        return JsonText.read(raw);
    }

    /** Null if it is missing or null. */
    @Nullable
    String textOrNull(String name) {
        return isNull(name) ? null : text(name);
    }

    long integer(String name) {
        String raw = raw(name);
        try {
            return Long.parseLong(raw);
        } catch (NumberFormatException e) {
            throw fault(name, raw, "a whole number");
        }
    }

    /** Null if it is missing or null. */
    @Nullable
    Long integerOrNull(String name) {
        return isNull(name) ? null : integer(name);
    }

    /** Null if it is missing or null. */
    @Nullable
    Boolean flagOrNull(String name) {
        if (isNull(name)) {
            return null;
        }
        String raw = raw(name);
        if (!raw.equals("true") && !raw.equals("false")) {
            throw fault(name, raw, "true or false");
        }
        return raw.equals("true");
    }

    JsonObject object(String name) {
        return parse(raw(name));
    }

    /** The texts of an array; none if it is missing. */
    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (String raw : elements(name)) {
            if (!raw.startsWith("\"")) {
                throw fault(name, raw, "texts");
            }
            texts.add(JsonText.read(raw));
        }
        return List.copyOf(texts);
    }

    /** The objects of an array; none if it is missing. */
    List<JsonObject> objects(String name) {
        return elements(name).stream().map(JsonObject::parse).toList();
    }

    private List<String> elements(String name) {
        if (!has(name)) {
            return List.of();
        }
        String raw = raw(name);
        if (!raw.startsWith("[")) {
            throw fault(name, raw, "an array");
        }
        List<String> elements = new ArrayList<>();
        JsonScanner scanner = new JsonScanner(raw);
        scanner.expect('[');
        if (!scanner.take(']')) {
            do {
                elements.add(raw.substring(scanner.skipValue(), scanner.at()));
            } while (scanner.take(','));
        }
        return elements;
    }

    private boolean isNull(String name) {
        return !has(name) || raw(name).equals("null");
    }

    private static MalformedMessageException fault(String name, String raw, String expected) {
        return new MalformedMessageException(
                name + ": " + MalformedMessageException.shown(raw) + " (expected: " + expected + ")");
    }

    /** As it came. */
    @Override
    public String toString() {
        return text;
    }
}
