package dev.ringdown.event;

import java.util.List;

/**
 * The event types after which a resource is not alive any more, such as {@code call_hangup}. A pattern is a type, or
 * has one {@code *} at its beginning or end that stands for anything. Immutable.
 */
public final class TerminalTypes {
    /** What ends a resource unless the configuration has another list. */
    public static final List<String> DEFAULT = List.of("call_hangup", "*_deleted", "*_done", "*_abandoned", "*_ended");

    private final List<String> patterns;

    public TerminalTypes(List<String> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /** Whether a resource is gone after an event of this type. */
    public boolean contains(String type) {
        for (int i = 0, size = patterns.size(); i < size; i++) {
            if (matches(patterns.get(i), type)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String pattern, String type) {
        int length = pattern.length();
        if (pattern.startsWith("*")) {
            return type.regionMatches(type.length() - length + 1, pattern, 1, length - 1);
        }
        return pattern.endsWith("*") ? type.regionMatches(0, pattern, 0, length - 1) : type.equals(pattern);
    }
}
