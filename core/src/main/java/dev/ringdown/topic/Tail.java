package dev.ringdown.topic;

import org.jspecify.annotations.Nullable;

/** The optional segments at the end of a written topic. */
final class Tail {
    private Tail() {}

    /** The segment at {@code index}, or null (any value) if it is missing or {@code *}. */
    static @Nullable String of(String[] segments, int index) {
        return segments.length <= index || segments[index].equals("*") ? null : segments[index];
    }
}
