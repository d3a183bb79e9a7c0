package dev.ringdown.topic;

import static java.util.Objects.requireNonNull;

/**
 * Which event types are meant: one, or with a {@code *} at the beginning, at the end or at both all that end with, begin
 * with or contain the rest. A lone {@code *} means every type. Immutable.
 *
 * @param text as it is written
 */
public record TypePattern(String text) {
    /** Means every type. */
    public static final TypePattern ANY = new TypePattern("*");

    public TypePattern {
        requireNonNull(text, "text");
        if (!isPattern(text)) {
            throw new IllegalArgumentException(
                    "type: " + text + " (expected: 1 to 128 of A-Z a-z 0-9 . _ -, with a * before or behind)");
        }
    }

    /** Whether the text is a pattern: 1 to 128 of {@code A-Z a-z 0-9 . _ -} with a star at either end, or a lone star. */
    public static boolean isPattern(String text) {
        int from = text.startsWith("*") ? 1 : 0;
        int to = text.length() > from && text.endsWith("*") ? text.length() - 1 : text.length();
        return isText(text, from, to) || text.equals("*");
    }

    /** Whether the text is a type, or with a star at its end the beginning of types; a lone star is none. */
    public static boolean isTypeOrBeginning(String text) {
        return isText(text, 0, text.endsWith("*") ? text.length() - 1 : text.length());
    }

    private static boolean isText(String text, int from, int to) {
        if (to <= from || to - from > Segments.MAX_TYPE_LENGTH) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Segments.isTypeCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether it means every type. */
    public boolean isAny() {
        return text.equals("*");
    }

    /** Whether it means a single type. */
    public boolean isExact() {
        return !openBefore() && !openBehind();
    }

    private boolean openBefore() {
        return text.startsWith("*");
    }

    private boolean openBehind() {
        return text.endsWith("*");
    }

    /** Whether a type is meant. */
    public boolean matches(String type) {
        if (!openBehind()) {
            return openBefore() ? endsWith(type) : type.equals(text);
        }
        int length = text.length() - 1;
        if (!openBefore()) {
            return type.regionMatches(0, text, 0, length);
        }
        return length < 1 || type.contains(text.substring(1, length));
    }

    private boolean endsWith(String type) {
        int length = text.length() - 1;
        return type.regionMatches(type.length() - length, text, 1, length);
    }

    /** Whether there can be a type that both mean; of two that are open at different ends, always. */
    public boolean overlaps(TypePattern other) {
        if (isExact()) {
            return other.matches(text);
        }
        if (other.isExact()) {
            return matches(other.text);
        }
        if (openBefore() || other.openBefore()) {
            return true;
        }
        int common = Math.min(text.length(), other.text.length()) - 1;
        return text.regionMatches(0, other.text, 0, common);
    }

    @Override
    public String toString() {
        return text;
    }
}
