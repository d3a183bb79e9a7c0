package dev.ringdown.http;

import dev.ringdown.event.Quoted;

/** A query that cannot be understood; the message says what is wrong and what is right. */
public final class InvalidQueryException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * @param name the parameter
     * @param value what it is, or what is wrong with it; cut in the message
     * @param expected what is right
     */
    public InvalidQueryException(String name, String value, String expected) {
        super(Quoted.of(name) + ": " + Quoted.of(value) + " (expected: " + expected + ")");
    }
}
