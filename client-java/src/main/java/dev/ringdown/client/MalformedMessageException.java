package dev.ringdown.client;

/** The server said what is not JSON, or lacks what docs/protocol.md has. The socket on which it came is given up. */
final class MalformedMessageException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_CHARS = 128;

    MalformedMessageException(String message) {
        super(message);
    }

    MalformedMessageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** The beginning of a text, for a message. */
    static String shown(String text) {
        return text.length() <= SHOWN_CHARS ? text : text.substring(0, SHOWN_CHARS) + "…";
    }
}
