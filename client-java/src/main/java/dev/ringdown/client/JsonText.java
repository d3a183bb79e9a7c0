package dev.ringdown.client;

import java.util.List;
import java.util.stream.Collectors;

/** Texts as JSON strings, both ways. Stateless. */
final class JsonText {
    private JsonText() {}

    /** What a JSON string means; it was scanned before. */
    static String read(String quoted) {
        int end = quoted.length() - 1;
        if (quoted.indexOf('\\') < 0) {
            return quoted.substring(1, end);
        }
        StringBuilder text = new StringBuilder(end);
        for (int at = 1; at < end; at++) {
            char c = quoted.charAt(at);
            if (c != '\\') {
                text.append(c);
                continue;
            }
            char kind = quoted.charAt(++at);
            if (kind == 'u') {
                text.append((char) Integer.parseInt(quoted, at + 1, at + 5, 16));
                at += 4;
            } else {
                text.append(escaped(kind));
            }
        }
        return text.toString();
    }

    private static char escaped(char kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind; // a quote or a slash
        };
    }

    /** A text as a JSON string. */
    static String write(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) { // half of a pair alone would not be UTF-8
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Texts as a JSON array. */
    static String write(List<String> texts) {
        return texts.stream().map(JsonText::write).collect(Collectors.joining(",", "[", "]"));
    }
}
