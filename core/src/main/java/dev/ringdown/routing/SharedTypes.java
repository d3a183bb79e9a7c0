package dev.ringdown.routing;

import java.util.HashMap;
import java.util.Map;

/**
 * A type filter, held once for all lists of an index that ask for it, and tested once in a collection. Confined to its index.
 */
final class SharedTypes implements Comparable<SharedTypes> {
    /** Those of one index, while any list asks for them. */
    static final class Table {
        private final Map<TypeFilter, SharedTypes> byFilter = new HashMap<>();

        /** The one for this filter, which counts one more user. */
        SharedTypes take(TypeFilter filter) {
            SharedTypes types = byFilter.computeIfAbsent(filter, SharedTypes::new);
            types.users++;
            return types;
        }

        /** Gives back what {@link #take} returned. */
        void give(SharedTypes types) {
            if (--types.users == 0) {
                byFilter.remove(types.filter);
            }
        }

        int size() {
            return byFilter.size();
        }
    }

    final TypeFilter filter;
    private int users;
    private long testedBy;
    private boolean matched;

    private SharedTypes(TypeFilter filter) {
        this.filter = filter;
    }

    /** Whether a collection has not tested it yet. */
    boolean isUntested(long collection) {
        return testedBy != collection;
    }

    boolean matches(String type, long collection) {
        if (testedBy != collection) {
            testedBy = collection;
            matched = filter.matches(type);
        }
        return matched;
    }

    @Override
    public int compareTo(SharedTypes other) {
        return filter.compareTo(other.filter);
    }

    // There is one for each filter, so that two are equal only if they are the same object.
    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return filter.hashCode();
    }
}
