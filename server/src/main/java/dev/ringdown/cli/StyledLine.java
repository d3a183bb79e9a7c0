package dev.ringdown.cli;

import java.util.ArrayList;
import java.util.List;

/**
 * One line for a terminal: parts with a style each. Everything appended is escaped here, so that nobody can forget it.
 * Confined to its caller.
 */
final class StyledLine {
    /** As a width: the line is not cut. */
    static final int UNLIMITED = Integer.MAX_VALUE;

    private record Part(Style style, String text) {}

    private final List<Part> parts = new ArrayList<>();

    /** Adds text as it is to be seen; nothing separates it from the part before. */
    StyledLine append(Style style, String text) {
        parts.add(new Part(style, TerminalText.escape(text)));
        return this;
    }

    /** Adds text after one space. */
    StyledLine appendWord(Style style, String text) {
        return append(Style.PLAIN, " ").append(style, text);
    }

    /** Adds spaces until the line is {@code columns} wide. */
    StyledLine padTo(int columns) {
        return append(Style.PLAIN, " ".repeat(Math.max(0, columns - columns())));
    }

    private int columns() {
        return parts.stream()
                .mapToInt(part -> TerminalText.columns(part.text()))
                .sum();
    }

    /**
     * The line as text, without a line end.
     *
     * @param maxColumns a longer line is cut and ends in an ellipsis
     * @param coloured whether styles are written; if not, no escape sequence is
     */
    String render(int maxColumns, boolean coloured) {
        boolean cut = maxColumns != UNLIMITED && columns() > maxColumns;
        int columnsLeft = cut ? maxColumns - 1 : UNLIMITED;
        StringBuilder line = new StringBuilder(160);
        for (Part part : parts) {
            String shown = beginning(part.text(), columnsLeft);
            columnsLeft -= TerminalText.columns(shown);
            if (coloured && !shown.isEmpty()) {
                String sequence = part.style().sequence();
                line.append(sequence).append(shown).append(sequence.isEmpty() ? "" : Style.RESET);
            } else {
                line.append(shown);
            }
            if (shown.length() < part.text().length()) {
                break; // a later part that is narrow enough would look as if it followed
            }
        }
        return cut ? line.append('…').toString() : line.toString();
    }

    /** As many whole code points as fit; marks stay with the character that they stand on. */
    private static String beginning(String text, int maxColumns) {
        int end = 0;
        int columns = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            columns += TerminalText.columns(codePoint);
            if (columns > maxColumns) {
                return text.substring(0, end);
            }
            end += Character.charCount(codePoint);
        }
        return text;
    }
}
