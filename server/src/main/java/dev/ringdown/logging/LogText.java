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
        if (text.length() <= MAX_LENGTH) {
            return TerminalText.escape(text);
        }
        return TerminalText.escape(text.substring(0, MAX_LENGTH)) + "… (" + (text.length() - MAX_LENGTH)
                + " more characters)";
    }
}
