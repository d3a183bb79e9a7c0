package dev.ringdown.client;

import java.util.BitSet;

/**
 * Steps over JSON (RFC 8259), strictly, and builds nothing: whoever asks remembers where a value began and ended. However
 * deep values lie, it takes no stack. Confined to one call.
 */
final class JsonScanner {
    private final String text;
    private int at;

    JsonScanner(String text) {
        this.text = text;
    }

    /** Where the next character is. */
    int at() {
        return at;
    }

    /** Steps over white space and this character, if that is what comes. */
    boolean take(char wanted) {
        skipBlank();
        boolean isThere = at < text.length() && text.charAt(at) == wanted;
        at += isThere ? 1 : 0;
        return isThere;
    }

    /** Steps over white space and this character. */
    void expect(char wanted) {
        if (!take(wanted)) {
            throw fault("a " + wanted);
        }
    }

    /** Steps over white space to the end. */
    void expectEnd() {
        skipBlank();
        if (at < text.length()) {
            throw fault("the end");
        }
    }

    void skipBlank() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    /** Steps over white space and one value; returns where the value began. */
    int skipValue() {
        skipBlank();
        int start = at;
        BitSet isObject = new BitSet(); // of the values that are open, outermost first
        int open = 0;
        do {
            if (take('{')) {
                isObject.set(open++);
                if (!take('}')) {
                    skipName();
                    continue;
                }
                open--;
            } else if (take('[')) {
                isObject.clear(open++);
                if (!take(']')) {
                    continue;
                }
                open--;
            } else {
                skipScalar();
            }
            open = skipToNext(isObject, open);
        } while (open > 0);
        return start;
    }

    /** Steps over what stands behind a value, up to where the next begins; returns how many values are still open. */
    private int skipToNext(BitSet isObject, int open) {
        int left = open;
        while (left > 0) {
            boolean inObject = isObject.get(left - 1);
            if (take(',')) {
                if (inObject) {
                    skipName();
                }
                return left;
            }
            expect(inObject ? '}' : ']');
            left--;
        }
        return left;
    }

    private void skipName() {
        skipString();
        expect(':');
    }

    private void skipScalar() {
        skipBlank();
        char first = at < text.length() ? text.charAt(at) : 0;
        switch (first) {
            case '"' -> skipString();
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            default -> skipNumber();
        }
    }

    private void skipWord(String word) {
        if (!text.startsWith(word, at)) {
            throw fault("a value");
        }
        at += word.length();
    }

    private void skipNumber() {
        at += text.startsWith("-", at) ? 1 : 0;
        if (text.startsWith("0", at)) {
            at++;
        } else {
            skipDigits();
        }
        if (text.startsWith(".", at)) {
            at++;
            skipDigits();
        }
        if (text.startsWith("e", at) || text.startsWith("E", at)) {
            at++;
            at += text.startsWith("+", at) || text.startsWith("-", at) ? 1 : 0;
            skipDigits();
        }
    }

    private void skipDigits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        if (at == start) {
            throw fault("a value");
        }
    }

    /** Steps over white space and a string; returns where its quote was. */
    int skipString() {
        expect('"');
        int start = at - 1;
        while (true) {
            char c = next();
            if (c == '"') {
                return start;
            }
            if (c < ' ') {
                throw fault("no control character");
            }
            if (c == '\\') {
                skipEscape();
            }
        }
    }

    private void skipEscape() {
        char kind = next();
        if (kind == 'u') {
            for (int i = 0; i < 4; i++) {
                if (Character.digit(next(), 16) < 0) {
                    throw fault("four hexadecimal digits");
                }
            }
        } else if ("\"\\/bfnrt".indexOf(kind) < 0) {
            throw fault("an escape");
        }
    }

    private char next() {
        if (at == text.length()) {
            throw fault("more");
        }
        return text.charAt(at++);
    }

    private MalformedMessageException fault(String expected) {
        return new MalformedMessageException(
                "message: " + MalformedMessageException.shown(text) + " (expected: " + expected + " at " + at + ")");
    }
}
