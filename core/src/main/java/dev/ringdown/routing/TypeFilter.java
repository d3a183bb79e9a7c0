package dev.ringdown.routing;

import dev.ringdown.topic.TypePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Which event types a subscription asks for: exact types and, with a trailing {@code *}, beginnings. What it costs to ask is
 * the length of the type, and hardly more with many patterns: both are sorted, and no pattern is covered by another. Two that
 * ask for the same are equal, unless one of them lists every type that there is. Immutable.
 */
public final class TypeFilter implements Comparable<TypeFilter> {
    /** What {@link #isPattern} asks for, for people. */
    public static final String PATTERN =
            "1 to 128 of A-Z a-z 0-9 . _ -, with a * behind if it is the beginning of types, or *";

    private static final String[] NOTHING = {};

    /** Asks for every type. */
    public static final TypeFilter ALL = new TypeFilter(List.of(), List.of(""));

    /** What an object and an array weigh before what they hold, and a reference; see {@link #bytes}. */
    private static final int OBJECT_BYTES = 56;

    private static final int STRING_BYTES = 48;

    private final String[] exact;
    private final String[] beginnings;
    private final int hash;

    private TypeFilter(Collection<String> exact, Collection<String> beginnings) {
        this.exact = exact.toArray(NOTHING);
        this.beginnings = beginnings.toArray(NOTHING);
        this.hash = 31 * Arrays.hashCode(this.exact) + Arrays.hashCode(this.beginnings);
    }

    /** Whether a text is a type or, with a trailing {@code *}, a beginning; a lone {@code *} is every type. */
    public static boolean isPattern(String text) {
        return text.equals("*") || TypePattern.isTypeOrBeginning(text);
    }

    /** The filter for these patterns; none matches nothing. */
    public static TypeFilter of(Collection<String> patterns) {
        TreeSet<String> types = new TreeSet<>();
        TreeSet<String> starts = new TreeSet<>();
        for (String pattern : patterns) {
            if (!isPattern(pattern)) {
                throw new IllegalArgumentException("types: " + pattern + " (expected: " + PATTERN + ")");
            }
            if (pattern.endsWith("*")) {
                starts.add(pattern.substring(0, pattern.length() - 1));
            } else {
                types.add(pattern);
            }
        }
        List<String> beginnings = new ArrayList<>(starts.size());
        for (String start : starts) { // what covers another one comes before it, with nothing else between them
            if (beginnings.isEmpty() || !start.startsWith(beginnings.get(beginnings.size() - 1))) {
                beginnings.add(start);
            }
        }
        if (!beginnings.isEmpty() && beginnings.get(0).isEmpty()) {
            return ALL;
        }
        TypeFilter byBeginning = new TypeFilter(List.of(), beginnings);
        types.removeIf(byBeginning::matches);
        return types.isEmpty() ? byBeginning : new TypeFilter(types, beginnings);
    }

    /** The patterns, exact types first, each group in the order of the alphabet, without those that another one covers. */
    public List<String> patterns() {
        return Stream.concat(Arrays.stream(exact), Arrays.stream(beginnings).map(beginning -> beginning + '*'))
                .toList();
    }

    public boolean matches(String type) {
        if (exact.length > 0 && Arrays.binarySearch(exact, type) >= 0) {
            return true;
        }
        if (beginnings.length == 0) {
            return false;
        }
        // Whatever stands between a beginning and the type in the alphabet begins so itself, and would be covered.
        int place = Arrays.binarySearch(beginnings, type);
        return place >= 0 || place < -1 && type.startsWith(beginnings[-place - 2]);
    }

    /** How many patterns a type is held against at most; grows with the logarithm of how many there are. */
    public int tests() {
        return Integer.SIZE
                - Integer.numberOfLeadingZeros(exact.length)
                + Integer.SIZE
                - Integer.numberOfLeadingZeros(beginnings.length);
    }

    /** About how much memory it takes. */
    public int bytes() {
        int bytes = OBJECT_BYTES;
        for (String type : exact) {
            bytes += STRING_BYTES + type.length();
        }
        for (String beginning : beginnings) {
            bytes += STRING_BYTES + beginning.length();
        }
        return bytes;
    }

    /** An order without a meaning, so that hash tables stay fast whatever clients choose. */
    @Override
    public int compareTo(TypeFilter other) {
        int order = Arrays.compare(exact, other.exact);
        return order != 0 ? order : Arrays.compare(beginnings, other.beginnings);
    }

    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof TypeFilter types
                        && hash == types.hash
                        && Arrays.equals(exact, types.exact)
                        && Arrays.equals(beginnings, types.beginnings);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return patterns().toString();
    }
}
