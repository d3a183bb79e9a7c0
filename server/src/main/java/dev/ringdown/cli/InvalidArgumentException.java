package dev.ringdown.cli;

/** An argument that cannot be used; the message names it and what is expected, the user can set it right. */
final class InvalidArgumentException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidArgumentException(String message) {
        super(message);
    }

    /** For a file that an argument names. */
    static InvalidArgumentException unreadable(String argument, String file, Exception cause) {
        return new InvalidArgumentException(argument + ": cannot read " + TerminalText.escape(file) + ": "
                + cause.getClass().getSimpleName() + " (expected: a readable file, or - for standard input)");
    }
}
