package dev.ringdown.protocol;

/** Why a client's message, or one topic of it, was refused. Sent as {@code code} of an {@code error} message. */
public enum ErrorCode {
    /** Not JSON, not an object, no {@code type}, or a member of the wrong kind. */
    MALFORMED("malformed"),
    /** The {@code type} is none that this version understands. */
    UNKNOWN_TYPE("unknowntype"),
    /** The text is not a topic. */
    INVALID_TOPIC("invalidtopic"),
    /** The identity may not read this topic. */
    FORBIDDEN("forbidden"),
    /** The session has as many topics as it may have. */
    TOO_MANY_TOPICS("toomanytopics"),
    /** {@code after} is not a position of this log, or topics of several customers share one. */
    INVALID_SEQUENCE("invalidsequence"),
    /** It costs more than the limit in {@code limit} leaves. */
    OVER_BUDGET("overbudget"),
    /** Messages came faster than {@code limits.message-rate}. */
    RATE_LIMITED("ratelimited"),
    /** The token of {@code authenticate} is not good, or not of this session's holder. */
    INVALID_TOKEN("invalidtoken"),
    /** What was asked for is not offered by this node at this time. */
    UNAVAILABLE("unavailable");

    private final String text;

    ErrorCode(String text) {
        this.text = text;
    }

    /** The code as it is sent. */
    public String text() {
        return text;
    }
}
