package dev.ringdown.auth;

import dev.ringdown.event.Quoted;

/** A revocation that cannot be understood; the message says what is wrong and what is right. */
public final class InvalidRevocationException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidRevocationException(String what, String value, String expected) {
        super(what + ": " + Quoted.of(value) + " (expected: " + expected + ")");
    }
}
