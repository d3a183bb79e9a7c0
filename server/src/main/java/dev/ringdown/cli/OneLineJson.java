package dev.ringdown.cli;

/**
 * JSON on one line, otherwise as it came: the order of members, the digits of numbers and the escapes of strings stay
 * what they were, because nothing is parsed and written again. Stateless, any thread.
 */
final class OneLineJson {
    private OneLineJson() {}

    /** Each run of whitespace with a line break in it becomes one space. Only outside of strings is there any. */
    static String of(String json) {
        return write(json, false);
    }

    /**
     * The same, for a terminal: what {@link TerminalText#isUnsafe} in a string becomes its JSON escape, which is the
     * same value to every parser.
     */
    static String forTerminal(String json) {
        return write(json, true);
    }

    private static String write(String json, boolean escaping) {
        StringBuilder line = new StringBuilder(json.length());
        boolean inString = false;
        int index = 0;
        while (index < json.length()) {
            char c = json.charAt(index);
            if (!inString && isWhitespace(c)) {
                int end = endOfWhitespace(json, index);
                line.append(hasLineBreak(json, index, end) ? " " : json.substring(index, end));
                index = end;
            } else if (inString && c == '\\' && index + 1 < json.length()) {
                line.append(json, index, index + 2); // the second may be a quote that does not end the string
                index += 2;
            } else {
                inString ^= c == '"';
                int codePoint = json.codePointAt(index);
                if (escaping && TerminalText.isUnsafe(codePoint)) {
                    TerminalText.appendUnicodeEscape(line, codePoint);
                } else {
                    line.appendCodePoint(codePoint);
                }
                index += Character.charCount(codePoint);
            }
        }
        return line.toString();
    }

    private static boolean isWhitespace(char c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r'; // RFC 8259 section 2, and no other
    }

    private static int endOfWhitespace(String json, int from) {
        int end = from;
        while (end < json.length() && isWhitespace(json.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean hasLineBreak(String json, int from, int to) {
        for (int i = from; i < to; i++) {
            if (json.charAt(i) == '\n' || json.charAt(i) == '\r') {
                return true;
            }
        }
        return false;
    }
}
