package dev.ringdown.cli;

import java.util.HexFormat;

/**
 * Text on its way to a terminal: what must not get there is escaped, and what does has a width. Events carry what
 * strangers typed; an escape sequence among it could retitle the window, hide lines or paste a command, and a bidi
 * override could make a line read as another. Stateless, any thread.
 */
public final class TerminalText {
    private static final HexFormat HEX = HexFormat.of();
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** First and last code points that take two columns; where fonts disagree, wide, because a line must not wrap. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x231A, 0x231B},
        {0x23E9, 0x23F3},
        {0x25FD, 0x25FE},
        {0x2600, 0x27BF},
        {0x2B1B, 0x2B55},
        {0x2E80, 0xA4CF},
        {0xA960, 0xA97C},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0xFFE0, 0xFFE6},
        {0x1F000, 0x1FAFF},
        {0x20000, 0x3FFFD}
    };

    private TerminalText() {}

    /** The same text with every code point that {@link #isUnsafe} written out, such as {@code \n} or {@code \u001b}. */
    public static String escape(String text) {
        int firstUnsafe = 0;
        while (firstUnsafe < text.length() && !isUnsafe(text.codePointAt(firstUnsafe))) {
            firstUnsafe += Character.charCount(text.codePointAt(firstUnsafe));
        }
        if (firstUnsafe == text.length()) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16).append(text, 0, firstUnsafe);
        text.substring(firstUnsafe).codePoints().forEach(codePoint -> {
            if (isUnsafe(codePoint)) {
                appendEscaped(escaped, codePoint);
            } else {
                escaped.appendCodePoint(codePoint);
            }
        });
        return escaped.toString();
    }

    private static void appendEscaped(StringBuilder escaped, int codePoint) {
        switch (codePoint) {
            case '\n' -> escaped.append("\\n");
            case '\r' -> escaped.append("\\r");
            case '\t' -> escaped.append("\\t");
            default -> appendUnicodeEscape(escaped, codePoint);
        }
    }

    /** Appends the escape that JSON strings know: four hex digits for each UTF-16 unit. */
    static void appendUnicodeEscape(StringBuilder escaped, int codePoint) {
        for (char unit : Character.toChars(codePoint)) {
            escaped.append("\\u").append(HEX.toHexDigits(unit));
        }
    }

    /**
     * Whether a terminal, or a reader, may take this for something else than a character: controls (C0, DEL, C1), line
     * separators, invisible formatting such as bidi overrides and tags, and halves of surrogate pairs. The joiners stay,
     * because Persian and emoji cannot be written without them.
     */
    static boolean isUnsafe(int codePoint) {
        if (codePoint >= ' ' && codePoint < 0x7F) {
            return false;
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE ->
                true;
            case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
            default -> false;
        };
    }

    /** The columns that an escaped text takes. */
    static int columns(String text) {
        return text.codePoints().map(TerminalText::columns).sum();
    }

    /** The columns that one safe code point takes: 0, 1 or 2. */
    static int columns(int codePoint) {
        if (codePoint < 0x300) {
            return 1;
        }
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (codePoint >= range[0] && codePoint <= range[1]) {
                return 2;
            }
        }
        return 1;
    }
}
