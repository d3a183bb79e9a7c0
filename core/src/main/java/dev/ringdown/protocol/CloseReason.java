package dev.ringdown.protocol;

/**
 * Why a connection is closed by the server: the status code of RFC 6455 section 7.4, the sentence sent with it (at
 * most 123 bytes, section 5.5), and whether the client may come back.
 */
public enum CloseReason {
    SHUTTING_DOWN(1001, "the server is shutting down", true),
    PROTOCOL_ERROR(1002, "the frames do not follow RFC 6455", false),
    BINARY(1003, "binary frames are not understood, send text", false),
    NOT_UTF8(1007, "the text is not UTF-8", false),
    TOO_MANY_ERRORS(1008, "too many errors in a row", false),
    MESSAGE_TOO_LARGE(1009, "the message is larger than " + Limit.MESSAGE_BYTES, false),
    INTERNAL(1011, "an internal error, the log of the server has it", true),
    DRAINING(1012, "this node is draining, connect again", true),
    TOO_SLOW(1013, "the connection does not take events as fast as they come, connect again later", true),
    CREDENTIAL_ENDED(4401, "the token has expired, or the credential is not accepted any more", false),
    SENT_AWAY(4403, "an operator has ended the session, do not connect again", false),
    NO_PONG(4408, "no pong came back in time", true),
    INCOMPLETE(4409, "a message was not complete in time, keep to " + Limit.MESSAGE_TIMEOUT, true),
    CLOSED_BY_OPERATOR(4410, "an operator has closed the connection, connect again", true),
    RATE_LIMITED(4429, "too many messages or frames, keep to the limit that the error names", false),
    UNAVAILABLE(4503, "the log cannot be read at this time, connect again later", true);

    private final int code;
    private final String text;
    private final boolean reconnect;

    CloseReason(int code, String text, boolean reconnect) {
        this.code = code;
        this.text = text;
        this.reconnect = reconnect;
    }

    /** The status code of the close frame. */
    public int code() {
        return code;
    }

    /** The reason of the close frame, a short English sentence. */
    public String text() {
        return text;
    }

    /** Whether connecting again with the same credential and behaviour can help. */
    public boolean mayReconnect() {
        return reconnect;
    }
}
