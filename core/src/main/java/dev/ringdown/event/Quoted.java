package dev.ringdown.event;

/** An offending value as an error message shows it. */
public final class Quoted {
    /** Longer values are cut here, in characters. */
    public static final int MAX_LENGTH = 128;

    private Quoted() {}

    /** The value, cut at {@link #MAX_LENGTH} characters with a mark that it was cut. */
    public static String of(String value) {
        if (value.length() <= MAX_LENGTH) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return value.substring(0, end) + "…";
    }
}
