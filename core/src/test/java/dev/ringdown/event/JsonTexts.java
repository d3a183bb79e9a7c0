package dev.ringdown.event;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** JSON as publishers may spell it: escapes, nesting, odd numbers, and space wherever it is allowed. */
final class JsonTexts {
    private JsonTexts() {}

    /** Any value, nested as deep as three. */
    static Arbitrary<String> values() {
        return value(3);
    }

    /** What may stand between two tokens. */
    static Arbitrary<String> space() {
        return Arbitraries.strings().withChars(" \t\r\n").ofMaxLength(3);
    }

    private static Arbitrary<String> value(int depth) {
        return depth == 0
                ? scalar()
                : Arbitraries.frequencyOf(
                        Tuple.of(2, scalar()),
                        Tuple.of(1, array(value(depth - 1))),
                        Tuple.of(1, object(value(depth - 1))));
    }

    private static Arbitrary<String> scalar() {
        return Arbitraries.oneOf(Arbitraries.of("null", "true", "false"), number(), string());
    }

    private static Arbitrary<String> array(Arbitrary<String> value) {
        return spaced(value).list().ofMaxSize(4).map(values -> "[" + String.join(",", values) + "]");
    }

    /**
     * Half a surrogate pair may stand in a text, where it is legal JSON, but the parser takes none in a name. No two members
     * have names that are alike up to a colon, since what topics follow from must stand there once.
     */
    private static Arbitrary<String> object(Arbitrary<String> value) {
        Arbitrary<String> name = Arbitraries.oneOf(
                string().filter(text -> !text.contains("\\ud800") && !text.contains("\\udc00")),
                Arbitraries.of("\"id\"", "\"customer_id\"", "\"owner_id\"", "\"data\"", "\"sequence\""));
        return Combinators.combine(spaced(name), spaced(value))
                .as((key, member) -> key + ":" + member)
                .list()
                .ofMaxSize(4)
                .uniqueElements(
                        member -> member.substring(0, member.indexOf(':')).strip())
                .map(members -> "{" + String.join(",", members) + "}");
    }

    private static Arbitrary<String> spaced(Arbitrary<String> text) {
        return Combinators.combine(space(), text, space()).as((before, middle, after) -> before + middle + after);
    }

    private static Arbitrary<String> number() {
        return Combinators.combine(
                        Arbitraries.of("", "-"),
                        Arbitraries.oneOf(
                                Arbitraries.of("0", "1", "10", "99999999999999999999999999"),
                                Arbitraries.longs().between(0, Long.MAX_VALUE).map(String::valueOf)),
                        Arbitraries.of("", ".0", ".5", ".000000000000000000000000001"),
                        Arbitraries.of("", "e0", "E5", "e+05", "E-300", "e999"))
                .as((sign, digits, fraction, exponent) -> sign + digits + fraction + exponent);
    }

    /** The same, not empty, of the characters that an attribute may have. */
    static Arbitrary<String> attribute() {
        return quoted(ofAttributes().list().ofMinSize(1).ofMaxSize(12));
    }

    private static Arbitrary<String> ofAttributes() {
        return Arbitraries.oneOf(
                Arbitraries.of("\\\"", "\\\\", "\\/", "\\u00E9", "\\ud83d\\ude00", "é", "€", "😀", "\u2028"),
                Arbitraries.of("a", " ", "{", "]", ":", ",", "/", "'", "\"data\":".replace("\"", "\\\"")),
                Arbitraries.chars()
                        .range('\u0020', '\u007e')
                        .filter(c -> c != '"' && c != '\\')
                        .map(String::valueOf));
    }

    /** A text with its quotes. */
    static Arbitrary<String> string() {
        Arbitrary<String> ofNoAttribute =
                Arbitraries.of("\\b", "\\f", "\\n", "\\r", "\\t", "\\u0000", "\\ud800", "\\udc00", "\u007f", "\uffff");
        return quoted(Arbitraries.oneOf(ofNoAttribute, ofAttributes()).list().ofMaxSize(12));
    }

    private static Arbitrary<String> quoted(Arbitrary<List<String>> pieces) {
        return pieces.map(each -> "\"" + String.join("", each) + "\"");
    }
}
