package dev.ringdown.topic;

/** The alphabets of a topic's segments behind the scope, and their limits. */
public final class Segments {
    /** The longest resource, in characters. */
    public static final int MAX_RESOURCE_LENGTH = 64;

    /** The longest resource id, in characters. */
    public static final int MAX_RESOURCE_ID_LENGTH = 128;

    /** The longest event type, in characters. */
    public static final int MAX_TYPE_LENGTH = 128;

    private Segments() {}

    /** Whether an event type may have this character: {@code A-Z a-z 0-9 . _ -}. */
    public static boolean isTypeCharacter(char c) {
        return isIdCharacter(c);
    }

    /** Whether the text names a resource, such as {@code call}: 1 to 64 of {@code a-z 0-9 _ -}. */
    public static boolean isResource(String text) {
        if (text.isEmpty() || text.length() > MAX_RESOURCE_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!(c >= 'a' && c <= 'z' || isDigit(c) || c == '_' || c == '-')) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is the id of a resource: 1 to 128 of {@code A-Z a-z 0-9 _ - .}. */
    public static boolean isResourceId(String text) {
        if (text.isEmpty() || text.length() > MAX_RESOURCE_ID_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (!isIdCharacter(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isIdCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_' || c == '-' || c == '.';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /**
     * A resource id as it is compared: UUIDs compare without regard to case and are kept in lower case, everything
     * else is case-sensitive.
     */
    static String canonicalResourceId(String resourceId) {
        var uuid = UuidText.parse(resourceId);
        return uuid == null ? resourceId : uuid.toString();
    }
}
