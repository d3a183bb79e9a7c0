package dev.ringdown.routing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Which event types a subscription asks for: exact types and, with a trailing {@code *}, prefixes. Immutable. */
public final class TypeFilter {
    /** Asks for every type. */
    public static final TypeFilter ALL = new TypeFilter(List.of("*"));

    private final Set<String> exact;
    private final List<String> prefixes;

    private TypeFilter(List<String> patterns) {
        Set<String> types = new HashSet<>();
        List<String> starts = new ArrayList<>();
        for (String pattern : patterns) {
            if (pattern.endsWith("*")) {
                starts.add(pattern.substring(0, pattern.length() - 1));
            } else {
                types.add(pattern);
            }
        }
        this.exact = Set.copyOf(types);
        this.prefixes = List.copyOf(starts);
    }

    /** The filter for these patterns; none matches nothing. */
    public static TypeFilter of(List<String> patterns) {
        return new TypeFilter(patterns);
    }

    /** The patterns, exact types first, each group in the order of the alphabet. */
    public List<String> patterns() {
        return Stream.concat(exact.stream().sorted(), prefixes.stream().sorted().map(prefix -> prefix + '*'))
                .toList();
    }

    public boolean matches(String type) {
        if (exact.contains(type)) {
            return true;
        }
        for (int i = 0, size = prefixes.size(); i < size; i++) {
            if (type.startsWith(prefixes.get(i))) {
                return true;
            }
        }
        return false;
    }
}
