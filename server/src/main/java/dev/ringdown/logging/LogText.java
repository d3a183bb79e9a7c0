package dev.ringdown.logging;

import dev.ringdown.cli.TerminalText;

/**
 * A text as it may stand in a line of the log. Clients and publishers choose much of what is told of them; it must not make a
 * line look like two, hide one from who reads it in a terminal, or fill the disk. Stateless.
 */
final class LogText {
    /** Longer texts are cut here, in characters. */
    static final int MAX_LENGTH = 4096;

    private LogText() {}

    /** The same text on one line, without what a terminal could take for a command, and cut. */
    static String of(String text) {
        return TerminalText.escape(cut(text, MAX_LENGTH));
    }

    /** The same text, cut so that no more than its first characters are there. */
    static String cut(String text, int maxLength) {
        return text.length() <= maxLength
                ? text
                : text.substring(0, maxLength) + "… (" + (text.length() - maxLength) + " more characters)";
    }
}
