package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * What an event is about, such as {@code call:74ac5405-…}; without an id something of a kind of which it is not known which
 * one. Immutable.
 *
 * @param name such as {@code call}; see {@link Segments#isResource}
 * @param id which one, see {@link Segments#isResourceId}; a UUID is kept in lower case; null if that is not known
 */
public record Resource(String name, @Nullable String id) {
    public Resource {
        requireNonNull(name, "name");
        if (!Segments.isResource(name)) {
            throw new IllegalArgumentException("resource: " + name + " (expected: 1 to 64 of a-z 0-9 _ -)");
        }
        if (id != null) {
            if (!Segments.isResourceId(id)) {
                throw new IllegalArgumentException("resource id: " + id + " (expected: 1 to 128 of A-Z a-z 0-9 _ - .)");
            }
            id = Segments.canonicalResourceId(id);
        }
    }

    /** The resource that the text names, {@code <resource>:<id>} or {@code <resource>}; null if it names none. */
    public static @Nullable Resource parse(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        String id = colon < 0 ? null : text.substring(colon + 1);
        return Segments.isResource(name) && (id == null || Segments.isResourceId(id)) ? new Resource(name, id) : null;
    }

    /** As it is written: {@code <resource>:<id>}, or {@code <resource>} without an id. */
    @Override
    public String toString() {
        return id == null ? name : name + ':' + id;
    }
}
