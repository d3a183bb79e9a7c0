package dev.ringdown.publish;

import dev.ringdown.event.InvalidEventException;
import dev.ringdown.event.Quoted;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text of an attribute as a header has it: quoted maybe, then percent-encoded. Stateless. */
final class HeaderText {
    private static final char QUOTE = '"';

    private HeaderText() {}

    /**
     * The text that a value stands for (CloudEvents, HTTP protocol binding 1.0 section 3.1.3.2).
     *
     * @param header its name, for the message
     */
    static String decoded(String header, String value) throws InvalidEventException {
        boolean encoded = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c > '~' || c < ' ' && c != '\t') {
                throw malformed(header, "bytes that are no printable ASCII", "percent-encoding");
            }
            encoded |= c == '%';
        }
        String unquoted = value.isEmpty() || value.charAt(0) != QUOTE ? value : unquoted(header, value);
        return encoded ? percentDecoded(header, unquoted) : unquoted;
    }

    /** A quoted-string of RFC 9110 section 5.6.4, in which a backslash stands before what is meant as it is. */
    private static String unquoted(String header, String value) throws InvalidEventException {
        StringBuilder text = new StringBuilder(value.length());
        int at = 1;
        while (at < value.length() && value.charAt(at) != QUOTE) {
            if (value.charAt(at) == '\\') {
                at++;
            }
            if (at < value.length()) {
                text.append(value.charAt(at));
            }
            at++;
        }
        if (at != value.length() - 1) {
            throw malformed(header, "a broken quoted-string", "one that ends with its value");
        }
        return text.toString();
    }

    private static String percentDecoded(String header, String text) throws InvalidEventException {
        byte[] bytes = new byte[text.length()];
        int length = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '%') {
                boolean whole = at + 2 < text.length();
                int high = whole ? Character.digit(text.charAt(at + 1), 16) : -1;
                int low = whole ? Character.digit(text.charAt(at + 2), 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed(header, "a broken percent-encoding", "% and two hex digits");
                }
                bytes[length++] = (byte) (high << 4 | low);
                at += 2;
            } else {
                bytes[length++] = (byte) c;
            }
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw malformed(header, "percent-encoded bytes that are not UTF-8", "UTF-8");
        }
    }

    static InvalidEventException malformed(String header, String value, String expected) {
        return new InvalidEventException(
                InvalidEventException.Kind.MALFORMED,
                Quoted.of(header) + ": " + value + " (expected: " + expected + ")");
    }
}
