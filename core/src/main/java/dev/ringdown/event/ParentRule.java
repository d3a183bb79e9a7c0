package dev.ringdown.event;

import static java.util.Objects.requireNonNull;

import dev.ringdown.topic.Segments;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parent that events of some types have. Immutable.
 *
 * @param resource such as {@code queue}
 * @param idFields members of {@code data}; the first that is present holds the id; if none is, the parent has no id
 * @param whenField the parent is only there if this member of {@code data} is {@code whenValue}; null: always
 * @param whenValue null if {@code whenField} is
 */
public record ParentRule(
        String resource,
        List<String> idFields,
        @Nullable String whenField,
        @Nullable String whenValue) {
    /** What {@link #parse} understands. */
    public static final String FORM = "<resource>[:<member>[|<member>]][ when <member>=<value>]";

    private static final String MEMBER = "[A-Za-z0-9_.-]{1,128}";
    private static final Pattern TEXT = Pattern.compile("([a-z0-9_-]{1,64})(?::(" + MEMBER + "(?:\\|" + MEMBER
            + ")*))?(?: when (" + MEMBER + ")=([A-Za-z0-9_.-]{1,128}))?");

    public ParentRule {
        requireNonNull(resource, "resource");
        idFields = List.copyOf(idFields);
        if (!Segments.isResource(resource)) {
            throw new IllegalArgumentException("parent: " + resource + " (expected: a resource of a-z 0-9 _ -)");
        }
    }

    /**
     * Reads {@code queue:queue_id}, {@code talk:chat_id|id}, {@code webchat} or {@code call:reference_id when
     * reference_type=call}.
     *
     * @throws IllegalArgumentException it is none
     */
    public static ParentRule parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("parent: " + Quoted.of(text) + " (expected: " + FORM + ")");
        }
        String fields = parts.group(2);
        return new ParentRule(
                parts.group(1),
                fields == null ? List.of() : List.of(fields.split("\\|", -1)),
                parts.group(3),
                parts.group(4));
    }

    /** The members of {@code data} that it looks at. */
    Stream<String> fields() {
        return whenField == null ? idFields.stream() : Stream.concat(idFields.stream(), Stream.of(whenField));
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        String id = idFields.isEmpty() ? "" : idFields.stream().collect(Collectors.joining("|", ":", ""));
        return resource + id + (whenField == null ? "" : " when " + whenField + "=" + whenValue);
    }
}
